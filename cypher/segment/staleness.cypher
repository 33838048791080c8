// segment.staleness — is it stale, and why? The verdict follows from the same inputs as its reasons.
//
// access:  read
// params:  segment_id, now
// returns: receipt, superseded_by, inputs, accepted_keys
// rows:    maybe-one
// used by: GET /api/segments/{segment_id}/staleness

MATCH (segment:Segment {id: $segment_id})
OPTIONAL MATCH (segment)-[:LATEST]->(receipt:Receipt)
WITH segment, receipt, {{receipt._compared}} AS inputs
RETURN {{receipt._inputs}} AS receipt,
       CASE WHEN segment:Uncounted THEN head(COLLECT {
         MATCH (segment)<-[:REPLACES*1..20]-(later:Segment)
         WITH DISTINCT later
         WHERE EXISTS { (later)-[:LATEST]->() }
         RETURN later.id ORDER BY later.created_at DESC, later.id DESC LIMIT 1
       }) END AS superseded_by,
       inputs, {{acceptance._keys}} AS accepted_keys
