// scene_type.save — a scene type is made, or replaced, and locked.
//
// access:  write
// params:  id, key, name, workflow_id, now
// returns: created
// rows:    one
// used by: PUT /api/scene-types/{id}

MERGE (scene_type:SceneType {id: $id})
ON CREATE SET scene_type:Entity, scene_type.key = $key, scene_type.kind = 'scene_type', scene_type.created_at = $now, scene_type._new = true
SET scene_type._lock = true
REMOVE scene_type._lock
WITH scene_type, scene_type._new IS NOT NULL AS created
REMOVE scene_type._new
// the same again leaves its time of change alone
WITH scene_type, created, created OR scene_type.name <> $name
     OR coalesce(scene_type.workflow_id, '') <> coalesce($workflow_id, '') AS changed
SET scene_type.name = $name, scene_type.workflow_id = $workflow_id,
    scene_type.updated_at = CASE WHEN changed THEN $now ELSE scene_type.updated_at END
RETURN created
