// segment.staleness — is it stale, and why? The verdict follows from the same inputs as its reasons.
//
// access:  read
// params:  segment_id, now
// returns: receipt_id, inputs, accepted_keys
// rows:    maybe-one
// used by: GET /api/segments/{segment_id}/staleness

MATCH (segment:Segment {id: $segment_id})
OPTIONAL MATCH (segment)-[:LATEST]->(receipt:Receipt)
RETURN receipt.id AS receipt_id, {{receipt._compared}} AS inputs, {{acceptance._keys}} AS accepted_keys
