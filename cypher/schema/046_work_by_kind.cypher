// schema.046_work_by_kind — images and workflows are listed by kind.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX work_by_kind IF NOT EXISTS
FOR (work:Work)
ON (work.kind, work.name)
