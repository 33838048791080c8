// scene.lock_moving — scenes that a save seems to move to another project, locked with their segments before that project is.
//
// access:  write
// params:  scene_id, character_id, project_id
// returns: scene_count
// rows:    one
// used by: PUT /api/{scenes,characters}/{id}

// Receipts hold their segment and then want the project: who moves segments takes them in the same order.
// What is looked at here without a lock decides only about that order, and is looked at again
CALL () {
  MATCH (scene:Scene {id: $scene_id})
  WHERE NOT EXISTS { (scene)-[:IN_PROJECT]->(:Project {id: $project_id}) }
  RETURN scene
  UNION
  MATCH (:Character {id: $character_id})<-[:OF_CHARACTER]-(scene:Scene)-[:IN_PROJECT {source: 'character'}]->(former)
  WHERE former.id <> $project_id
  RETURN scene
}
WITH scene ORDER BY scene.id
SET scene._lock = true
REMOVE scene._lock
WITH collect(scene) AS scenes
CALL (scenes) {
  UNWIND scenes AS scene
  MATCH (scene)<-[:IN_SCENE]-(segment:Segment)
  WITH DISTINCT segment ORDER BY segment.id
  SET segment._lock = true
  REMOVE segment._lock
  RETURN count(*) AS segment_count
}
RETURN size(scenes) AS scene_count
