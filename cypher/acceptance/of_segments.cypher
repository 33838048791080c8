// acceptance.of_segments — a person accepts what makes these segments stale now.
//
// access:  write
// params:  segment_ids, columns
// returns: acceptance
// rows:    maybe-one
// used by: POST /api/projects/{project_id}/accept-stale

UNWIND $segment_ids AS segment_id
MATCH (segment:Segment {id: segment_id})
OPTIONAL MATCH (segment)-[:USES_NOW]->(:Usage)-[:OF_INPUT]->(input:Changed)
WITH collect(DISTINCT segment) AS places, collect(DISTINCT input) AS inputs
{{acceptance._create}}
RETURN {{acceptance._row}} AS acceptance
