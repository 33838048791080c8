// regeneration.lock — segments that are to be made anew, locked with their scenes until the transaction ends.
//
// access:  write
// params:  segment_ids
// returns: segment_count
// rows:    one
// used by: POST /api/projects/{project_id}/regenerate-stale

CALL () {
  UNWIND $segment_ids AS segment_id
  MATCH (:Segment {id: segment_id})-[:IN_SCENE]->(scene:Scene)
  WITH DISTINCT scene ORDER BY scene.id
  SET scene._lock = true
  REMOVE scene._lock
  RETURN count(*) AS scene_count
}
CALL () {
  UNWIND $segment_ids AS segment_id
  MATCH (segment:Segment {id: segment_id})
  WITH DISTINCT segment ORDER BY segment.id
  SET segment._lock = true
  REMOVE segment._lock
  RETURN count(*) AS segment_count
}
RETURN segment_count
