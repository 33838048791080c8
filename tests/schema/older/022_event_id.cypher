// schema.022_event_id — events are read in the order of their ids.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT event_id IF NOT EXISTS
FOR (event:Event)
REQUIRE event.id IS UNIQUE
