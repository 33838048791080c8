// segment.leave_succession — a locked segment is about to go: what replaces it replaces what it replaced; these are locked and have to be counted anew.
//
// access:  write
// params:  id
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
RETURN segment_ids
