// schema.032_note_by_severity — notes listed critical first.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX note_by_severity IF NOT EXISTS
FOR (note:Note)
ON (note.severity_rank, note.created_at)
