// schema.019_note_id — a note is addressed by its id.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT note_id IF NOT EXISTS
FOR (note:Note)
REQUIRE note.id IS UNIQUE
