// segment.staleness — is it stale, and why? The verdict follows from the same inputs as its reasons.
//
// access:  read
// params:  segment_id
// returns: receipt_id, inputs
// rows:    maybe-one
// used by: GET /api/segments/{segment_id}/staleness

MATCH (segment:Segment {id: $segment_id})
OPTIONAL MATCH (segment)-[:LATEST]->(receipt:Receipt)
RETURN receipt.id AS receipt_id, {{receipt._compared}} AS inputs
