// schema.055_usage_key — one usage for each project and input.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT usage_key IF NOT EXISTS
FOR (usage:Usage)
REQUIRE usage.key IS UNIQUE
