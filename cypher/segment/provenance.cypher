// segment.provenance — what was this made from? The latest receipt, each input beside what is current.
//
// access:  read
// params:  segment_id
// returns: receipt, inputs
// rows:    maybe-one
// used by: GET /api/segments/{segment_id}/provenance

MATCH (segment:Segment {id: $segment_id})
OPTIONAL MATCH (segment)-[:LATEST]->(receipt:Receipt)
RETURN {{receipt._row}} AS receipt, {{receipt._compared}} AS inputs
