// schema.040_work_key — one work for each kind and id of an image or workflow.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT work_key IF NOT EXISTS
FOR (work:Work)
REQUIRE work.key IS UNIQUE
