// graph.project_keys — what a project holds, and what that uses.
//
// access:  read
// params:  project_id
// returns: key
// rows:    many
// used by: GET /api/export, depgraph export

MATCH (project:Project {id: $project_id})
CALL (project) {
  RETURN project AS node
  UNION
  MATCH (project)<-[:IN_PROJECT]-(node:Entity)
  RETURN node
  UNION
  MATCH (project)<-[:IN_PROJECT]-(:Scene)<-[:IN_SCENE]-(node:Segment)
  RETURN node
  UNION
  MATCH (project)<-[:IN_PROJECT]-(:Scene)-[:OF_SCENE_TYPE|OF_CHARACTER|USES]->(node)
  RETURN node
  UNION
  MATCH (project)<-[:IN_PROJECT]-(:Scene)-[:OF_SCENE_TYPE]->(type:SceneType)
  WITH DISTINCT type
  MATCH (type)-[:USES]->(node:Asset)
  RETURN node
}
RETURN {{graph._key}} AS key
ORDER BY key
