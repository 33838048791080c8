// schema.012_scene_type_id — the caller's id names one scene type.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT scene_type_id IF NOT EXISTS
FOR (scene_type:SceneType)
REQUIRE scene_type.id IS UNIQUE
