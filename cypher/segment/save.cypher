// segment.save — a segment is made, or replaced, in its locked scene, with that scene's type.
//
// access:  write
// params:  id, key, name, scene_id, sequence_index, now
// returns: created, moved
// rows:    maybe-one
// used by: PUT /api/segments/{id}

MATCH (scene:Scene {id: $scene_id})
SET scene._lock = true
REMOVE scene._lock
WITH scene
// looked at again under the lock: whoever held it may have deleted the scene
WHERE EXISTS { (:Scene {id: $scene_id}) }
MERGE (held:Segment {id: $id})
SET held._lock = true
REMOVE held._lock
WITH scene
// looked for again under the lock: whoever held it may have deleted it
MERGE (segment:Segment {id: $id})
FOREACH (_ IN CASE WHEN segment.key IS NULL THEN [1] ELSE [] END |
  SET segment:Entity, segment.key = $key, segment.kind = 'segment',
      segment.created_at = $now, segment._new = true)
WITH scene, segment, segment._new IS NOT NULL AS created
REMOVE segment._new
WITH scene, segment, created, NOT EXISTS { (segment)-[:IN_SCENE]->(scene) } AS moved
WITH *, created OR moved OR segment.sequence_index <> $sequence_index
        OR coalesce(segment.name, '') <> coalesce($name, '') AS changed
SET segment.sequence_index = $sequence_index, segment.name = $name,
    segment.updated_at = CASE WHEN changed THEN $now ELSE segment.updated_at END
WITH *
CALL (scene, segment, moved) {
  WITH * WHERE moved
  OPTIONAL MATCH (segment)-[former:IN_SCENE|IN_SCENE_TYPE]->()
  DELETE former
  WITH DISTINCT scene, segment
  MATCH (scene)-[:OF_SCENE_TYPE]->(scene_type:SceneType)
  CREATE (segment)-[:IN_SCENE]->(scene)
  SET segment.scene_id = scene.id
  CREATE (segment)-[:IN_SCENE_TYPE]->(scene_type)
}
CALL (scene, segment, created) {
  WITH * WHERE created
  MATCH (scene)-[:IN_PROJECT]->(project:Project)
  CREATE (segment)-[:COUNTED_IN]->(project)
}
RETURN created, moved AND NOT created AS moved
