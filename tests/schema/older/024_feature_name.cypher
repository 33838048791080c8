// schema.024_feature_name — a switch is named once.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT feature_name IF NOT EXISTS
FOR (feature:Feature)
REQUIRE feature.name IS UNIQUE
