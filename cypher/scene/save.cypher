// scene.save — a scene is made, or replaced, below its locked parents; its segments follow its type.
//
// access:  write
// params:  id, key, name, active, project_id, character_id, scene_type_id, now
// returns: created, moved
// rows:    one
// used by: PUT /api/scenes/{id}

MERGE (held:Scene {id: $id})
SET held._lock = true
REMOVE held._lock
WITH 1 AS locked
// looked for again under the lock: whoever held it may have deleted it
MERGE (scene:Scene {id: $id})
FOREACH (_ IN CASE WHEN scene.key IS NULL THEN [1] ELSE [] END |
  SET scene:Entity, scene.key = $key, scene.kind = 'scene',
      scene.created_at = $now, scene._new = true)
WITH scene, scene._new IS NOT NULL AS created
REMOVE scene._new
WITH scene, created
MATCH (scene_type:SceneType {id: $scene_type_id})
OPTIONAL MATCH (character:Character {id: $character_id})
OPTIONAL MATCH (own_project:Project {id: $project_id})
OPTIONAL MATCH (character)-[:IN_PROJECT]->(filled_project:Project)
WITH scene, created, scene_type, character, coalesce(own_project, filled_project) AS project,
     CASE WHEN own_project IS NULL THEN 'character' ELSE 'own' END AS source
WITH scene, created, scene_type, character, project, source,
     [(scene)-[:OF_SCENE_TYPE]->(old_type) | old_type] <> [scene_type] AS other_type,
     [(scene)-[:OF_CHARACTER]->(old_character) | old_character]
       <> CASE WHEN character IS NULL THEN [] ELSE [character] END AS other_character,
     [(scene)-[old_place:IN_PROJECT]->(old_project) | [old_project, old_place.source]]
       <> CASE WHEN project IS NULL THEN [] ELSE [[project, source]] END AS other_project
WITH *, created OR other_type OR other_character OR other_project
        OR scene.name <> $name OR scene.active <> $active AS changed
SET scene.name = $name, scene.active = $active, scene.scene_type_id = scene_type.id,
    scene.character_id = character.id, scene.project_id = project.id,
    scene.updated_at = CASE WHEN changed THEN $now ELSE scene.updated_at END
WITH *
CALL (scene, scene_type, other_type) {
  WITH * WHERE other_type
  OPTIONAL MATCH (scene)-[former:OF_SCENE_TYPE|ACTIVE_IN]->(:SceneType)
  DELETE former
  WITH DISTINCT scene, scene_type
  CREATE (scene)-[:OF_SCENE_TYPE]->(scene_type)
}
CALL (scene) {
  WITH * WHERE NOT $active
  MATCH (scene)-[activity:ACTIVE_IN]->(:SceneType)
  DELETE activity
}
CALL (scene, scene_type) {
  WITH * WHERE $active
  MERGE (scene)-[:ACTIVE_IN]->(scene_type)
}
CALL (scene, character, other_character) {
  WITH * WHERE other_character
  OPTIONAL MATCH (scene)-[former:OF_CHARACTER]->(:Character)
  DELETE former
  WITH DISTINCT scene, character WHERE character IS NOT NULL
  CREATE (scene)-[:OF_CHARACTER]->(character)
}
CALL (scene, project, source, other_project) {
  WITH * WHERE other_project
  OPTIONAL MATCH (scene)-[former:IN_PROJECT]->(:Project)
  DELETE former
  WITH DISTINCT scene, project, source WHERE project IS NOT NULL
  CREATE (scene)-[:IN_PROJECT {source: source}]->(project)
}
CALL (scene, scene_type, other_type) {
  WITH * WHERE other_type
  MATCH (scene)<-[:IN_SCENE]-(segment:Segment)
  SET segment._lock = true
  REMOVE segment._lock
  // one that was moved to another scene meanwhile has that scene's type already
  WITH scene, scene_type, segment WHERE EXISTS { (segment)-[:IN_SCENE]->(scene) }
  MATCH (segment)-[former:IN_SCENE_TYPE]->(:SceneType)
  DELETE former
  CREATE (segment)-[:IN_SCENE_TYPE]->(scene_type)
}
RETURN created, other_project AND NOT created AS moved
