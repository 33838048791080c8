// scene._matches — the scenes that a list's filters leave, reached from the narrowest parent that is named.

CALL () {
  WITH $character_id AS character_id WHERE character_id IS NOT NULL
  MATCH (:Character {id: character_id})<-[:OF_CHARACTER]-(scene:Scene)
  RETURN scene
  UNION ALL
  WITH $scene_type_id AS scene_type_id WHERE scene_type_id IS NOT NULL AND $character_id IS NULL
  MATCH (:SceneType {id: scene_type_id})<-[:OF_SCENE_TYPE]-(scene:Scene)
  RETURN scene
  UNION ALL
  WITH $project_id AS project_id
  WHERE project_id IS NOT NULL AND $character_id IS NULL AND $scene_type_id IS NULL
  MATCH (:Project {id: project_id})<-[:IN_PROJECT]-(scene:Scene)
  RETURN scene
  UNION ALL
  WITH coalesce($character_id, $scene_type_id, $project_id) AS parent_id WHERE parent_id IS NULL
  MATCH (scene:Scene)
  RETURN scene
}
WITH scene
WHERE ($name IS NULL OR toLower(scene.name) CONTAINS toLower($name))
  AND ($active IS NULL OR scene.active = $active)
  AND ($scene_type_id IS NULL OR EXISTS { (scene)-[:OF_SCENE_TYPE]->(:SceneType {id: $scene_type_id}) })
  AND ($project_id IS NULL OR EXISTS { (scene)-[:IN_PROJECT]->(:Project {id: $project_id}) })
