// segment._matches — the segments that a list's filters leave, reached from the narrowest parent that is named.

CALL () {
  WITH $scene_id AS scene_id WHERE scene_id IS NOT NULL
  MATCH (:Scene {id: scene_id})<-[:IN_SCENE]-(segment:Segment)
  RETURN segment
  UNION ALL
  WITH $scene_type_id AS scene_type_id WHERE scene_type_id IS NOT NULL AND $scene_id IS NULL
  MATCH (:SceneType {id: scene_type_id})<-[:IN_SCENE_TYPE]-(segment:Segment)
  RETURN segment
  UNION ALL
  WITH $project_id AS project_id WHERE project_id IS NOT NULL AND $scene_id IS NULL AND $scene_type_id IS NULL
  MATCH (:Project {id: project_id})<-[:IN_PROJECT]-(:Scene)<-[:IN_SCENE]-(segment:Segment)
  RETURN segment
  UNION ALL
  WITH coalesce($scene_id, $scene_type_id, $project_id) AS parent_id WHERE parent_id IS NULL
  MATCH (segment:Segment)
  RETURN segment
}
WITH segment
WHERE ($scene_type_id IS NULL OR EXISTS { (segment)-[:IN_SCENE_TYPE]->(:SceneType {id: $scene_type_id}) })
  AND ($project_id IS NULL
       OR EXISTS { (segment)-[:IN_SCENE]->(:Scene)-[:IN_PROJECT]->(:Project {id: $project_id}) })
