// regeneration.look — segments with their latest receipts, its inputs beside what is current, and those that are to come in their stead.
//
// access:  read
// params:  project_id, segment_ids, now
// returns: segment_id, scene_id, is_here, is_superseded, receipt, inputs, accepted_keys, to_come
// rows:    many
// used by: POST /api/projects/{project_id}/regenerate-stale

UNWIND $segment_ids AS segment_id
MATCH (segment:Segment {id: segment_id})-[:IN_SCENE]->(scene:Scene)
OPTIONAL MATCH (segment)-[:LATEST]->(receipt:Receipt)
CALL (segment) {
  MATCH (segment)<-[:REPLACES]-(new:Segment)
  WHERE NOT EXISTS { (new)-[:LATEST]->() }
  WITH new ORDER BY new.created_at, new.id
  RETURN collect({
    segment_id: new.id,
    job: head([(new)<-[:MAKES]-(job:RegenerationJob) WHERE job.key IS NOT NULL | job {.id, .key, .status, .fence}])
  }) AS to_come
}
WITH segment, scene, receipt, to_come, {{receipt._compared}} AS inputs
RETURN segment.id AS segment_id, scene.id AS scene_id,
       EXISTS { (scene)-[:IN_PROJECT]->(:Project {id: $project_id}) } AS is_here,
       {{segment._is_superseded}} AS is_superseded,
       {{receipt._row}} AS receipt, inputs, {{acceptance._keys}} AS accepted_keys, to_come
ORDER BY segment_id
