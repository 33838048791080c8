// schema.018_compatible_with_note — a pair note is one edge.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT compatible_with_note IF NOT EXISTS
FOR ()-[pair:COMPATIBLE_WITH]-()
REQUIRE pair.note_id IS UNIQUE
