// schema.001_schema_step_name — each schema file is noted once.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT schema_step_name IF NOT EXISTS
FOR (step:SchemaStep)
REQUIRE step.name IS UNIQUE
