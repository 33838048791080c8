// schema.014_segment_id — the caller's id names one segment.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT segment_id IF NOT EXISTS
FOR (segment:Segment)
REQUIRE segment.id IS UNIQUE
