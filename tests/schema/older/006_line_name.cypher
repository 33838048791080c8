// schema.006_line_name — all versions of one name are one line.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT line_name IF NOT EXISTS
FOR (line:Line)
REQUIRE line.name IS UNIQUE
