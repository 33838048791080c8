// acceptance.lock — the project in which somebody accepts, held; and which of the things that are named are in it.
//
// access:  write
// params:  project_id, segment_ids, scene_id, asset_id
// returns: missing_segment_ids, has_scene, has_asset
// rows:    maybe-one
// used by: POST /api/projects/{project_id}/accept-stale

MATCH (project:Project {id: $project_id})
SET project._lock = true
REMOVE project._lock
WITH project
// looked at again under the lock: whoever held it may have deleted it
WHERE EXISTS { (:Project {id: $project_id}) }
RETURN COLLECT {
         UNWIND $segment_ids AS segment_id
         WITH segment_id
         WHERE NOT EXISTS { (:Segment {id: segment_id})-[:IN_SCENE]->(:Scene)-[:IN_PROJECT]->(project) }
         RETURN segment_id
       } AS missing_segment_ids,
       EXISTS { (:Scene {id: $scene_id})-[:IN_PROJECT]->(project) } AS has_scene,
       EXISTS { (:Asset {id: $asset_id}) } AS has_asset
