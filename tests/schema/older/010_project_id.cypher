// schema.010_project_id — the caller's id names one project.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT project_id IF NOT EXISTS
FOR (project:Project)
REQUIRE project.id IS UNIQUE
