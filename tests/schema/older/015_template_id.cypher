// schema.015_template_id — the caller's id names one template.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT template_id IF NOT EXISTS
FOR (template:Template)
REQUIRE template.id IS UNIQUE
