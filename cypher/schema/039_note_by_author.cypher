// schema.039_note_by_author — the notes of one author.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX note_by_author IF NOT EXISTS
FOR (note:Note)
ON (note.author_id, note.severity_rank)
