// schema.068_scenes_name_their_places — scenes of stores from before they named their type, character and project; later ones do when they are saved.
//
// access:  write
// params:  –
// returns: –
// rows:    none
// scans:   Scene, every one, when a store is brought up to date
// used by: service start, depgraph db start

MATCH (scene:Scene)-[:OF_SCENE_TYPE]->(scene_type:SceneType)
WHERE scene.scene_type_id IS NULL
CALL (scene, scene_type) {
  SET scene.scene_type_id = scene_type.id,
      scene.character_id = head([(scene)-[:OF_CHARACTER]->(character:Character) | character.id]),
      scene.project_id = head([(scene)-[:IN_PROJECT]->(project:Project) | project.id])
} IN TRANSACTIONS OF 10000 ROWS
