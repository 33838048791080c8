// segment.leave_succession — a locked segment is about to go, and no job makes it any more: what replaces it replaces what it replaced; these are locked and have to be counted anew.
//
// access:  write
// params:  id, reason, now
// returns: segment_ids
// rows:    maybe-one
// used by: DELETE /api/segments/{id}

MATCH (segment:Segment {id: $id})
CALL (segment) {
  MATCH (segment)-[:REPLACES]-(neighbour:Segment)
  WITH DISTINCT neighbour ORDER BY neighbour.id
  SET neighbour._lock = true
  REMOVE neighbour._lock
  RETURN collect(neighbour.id) AS segment_ids
}
CALL (segment) {
  MATCH (later:Segment)-[:REPLACES]->(segment)-[:REPLACES]->(earlier:Segment)
  MERGE (later)-[:REPLACES]->(earlier)
}
CALL (segment) {
  MATCH (segment)-[edge:REPLACES]-()
  DELETE edge
}
CALL (segment) {
  MATCH (segment)<-[makes:MAKES]-(job:RegenerationJob)
  SET job._lock = true
  REMOVE job._lock
  DELETE makes
  WITH DISTINCT job
  {{regeneration_job._end_empty}}
}
RETURN segment_ids
