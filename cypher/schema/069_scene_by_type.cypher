// schema.069_scene_by_type — the active scenes of a type by their ids: an impact lists the first of them.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX scene_by_type IF NOT EXISTS
FOR (scene:Scene)
ON (scene.scene_type_id, scene.active, scene.id)
