// load.scenes — scenes of their type, character and project; ACTIVE_IN only while active.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
MATCH (type:SceneType {id: row.scene_type_id})
MATCH (character:Character {id: row.character_id})
MATCH (project:Project {id: row.project_id})
CREATE (scene:Scene:Entity {
  kind: 'scene', id: row.id, key: 'scene:' + row.id, name: row.name, active: row.active,
  scene_type_id: row.scene_type_id, character_id: row.character_id, project_id: row.project_id,
  created_at: row.created_at, updated_at: row.created_at
})
CREATE (scene)-[:OF_SCENE_TYPE]->(type)
CREATE (scene)-[:OF_CHARACTER]->(character)
CREATE (scene)-[:IN_PROJECT {source: 'own'}]->(project)
FOREACH (_ IN CASE WHEN row.active THEN [1] ELSE [] END | CREATE (scene)-[:ACTIVE_IN]->(type))
