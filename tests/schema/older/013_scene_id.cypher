// schema.013_scene_id — the caller's id names one scene.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT scene_id IF NOT EXISTS
FOR (scene:Scene)
REQUIRE scene.id IS UNIQUE
