// schema.031_note_text — notes are searched by their words.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE FULLTEXT INDEX note_text IF NOT EXISTS
FOR (note:Note)
ON EACH [note.note_text]
