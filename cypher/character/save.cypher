// character.save — a character is made, or replaced, in its locked project; scenes that had their project from it follow.
//
// access:  write
// params:  id, key, name, project_id, now
// returns: created, moved_scene_ids
// rows:    maybe-one
// used by: PUT /api/characters/{id}

MATCH (project:Project {id: $project_id})
SET project._lock = true
REMOVE project._lock
WITH project
// looked at again under the lock: whoever held it may have deleted the project
WHERE EXISTS { (:Project {id: $project_id}) }
MERGE (held:Character {id: $id})
SET held._lock = true
REMOVE held._lock
WITH project
// looked for again under the lock: whoever held it may have deleted it
MERGE (character:Character {id: $id})
FOREACH (_ IN CASE WHEN character.key IS NULL THEN [1] ELSE [] END |
  SET character:Entity, character.key = $key, character.kind = 'character',
      character.created_at = $now, character._new = true)
WITH project, character, character._new IS NOT NULL AS created,
     NOT EXISTS { (character)-[:IN_PROJECT]->(project) } AS moved
REMOVE character._new
WITH project, character, created, moved, moved OR character.name <> $name AS changed
SET character.name = $name,
    character.updated_at = CASE WHEN changed OR created THEN $now ELSE character.updated_at END
WITH *
CALL (project, character, moved) {
  WITH * WHERE moved
  OPTIONAL MATCH (character)-[former:IN_PROJECT]->(:Project)
  DELETE former
  WITH DISTINCT project, character
  CREATE (character)-[:IN_PROJECT]->(project)
}
CALL (project, character, moved) {
  WITH * WHERE moved
  MATCH (character)<-[:OF_CHARACTER]-(scene:Scene)
  WITH project, character, scene ORDER BY scene.id
  SET scene._lock = true
  REMOVE scene._lock
  WITH project, character, scene
  // looked at again under the lock: whoever held it may have given the scene to another character
  WHERE EXISTS { (scene)-[:OF_CHARACTER]->(character) }
  MATCH (scene)-[filled:IN_PROJECT {source: 'character'}]->(:Project)
  DELETE filled
  CREATE (scene)-[:IN_PROJECT {source: 'character'}]->(project)
  SET scene.project_id = project.id
  RETURN collect(scene.id) AS moved_scene_ids
}
RETURN created, moved_scene_ids
