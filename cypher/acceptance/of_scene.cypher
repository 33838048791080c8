// acceptance.of_scene — a person accepts what makes segments of this scene stale now, also of those that come later.
//
// access:  write
// params:  scene_id, columns
// returns: acceptance
// rows:    maybe-one
// used by: POST /api/projects/{project_id}/accept-stale

MATCH (scene:Scene {id: $scene_id})
OPTIONAL MATCH (scene)<-[:IN_SCENE]-(:Segment)-[:USES_NOW]->(:Usage)-[:OF_INPUT]->(input:Changed)
WITH [scene] AS places, collect(DISTINCT input) AS inputs
{{acceptance._create}}
RETURN {{acceptance._row}} AS acceptance
