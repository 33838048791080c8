// scene_type.save — a scene type is made, or replaced, and locked.
//
// access:  write
// params:  id, key, name, workflow_id, now
// returns: created
// rows:    one
// used by: PUT /api/scene-types/{id}

MERGE (held:SceneType {id: $id})
SET held._lock = true
REMOVE held._lock
WITH 1 AS locked
// looked for again under the lock: whoever held it may have deleted it
MERGE (scene_type:SceneType {id: $id})
FOREACH (_ IN CASE WHEN scene_type.key IS NULL THEN [1] ELSE [] END |
  SET scene_type:Entity, scene_type.key = $key, scene_type.kind = 'scene_type',
      scene_type.created_at = $now, scene_type._new = true)
WITH scene_type, scene_type._new IS NOT NULL AS created
REMOVE scene_type._new
// the same again leaves its time of change alone
WITH scene_type, created, created OR scene_type.name <> $name
     OR coalesce(scene_type.workflow_id, '') <> coalesce($workflow_id, '') AS changed
SET scene_type.name = $name, scene_type.workflow_id = $workflow_id,
    scene_type.updated_at = CASE WHEN changed THEN $now ELSE scene_type.updated_at END
RETURN created
