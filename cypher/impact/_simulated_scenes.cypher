// impact._simulated_scenes — the first scenes that use the touched lines: those of `scenes` that do so themselves, then those by their scene type.

CALL (scenes, touched, names) {
  CALL (scenes, touched, names) {
    UNWIND scenes AS scene
    RETURN scene, null AS by_type
    UNION ALL
    UNWIND CASE WHEN size(scenes) < 50 THEN touched ELSE [] END AS one
    WITH one.line AS line
    MATCH (line)<-[:VERSION_OF]-(:Asset)<-[:USES]-(by_type:SceneType)
    WHERE EXISTS { (by_type)<-[:OF_SCENE_TYPE]-() }
    // fewer than 50 scenes are in the list already, so these have the rest
    WITH DISTINCT by_type, by_type.id AS id ORDER BY id LIMIT 100
    CALL (by_type, names) {
      MATCH (by_type)<-[:OF_SCENE_TYPE]-(scene:Scene)
      WHERE NOT EXISTS { MATCH (scene)-[:USES]->(own:Asset) WHERE own.name IN names }
      RETURN scene ORDER BY scene.id LIMIT 50
    }
    RETURN scene, by_type
  }
  WITH scene, by_type, coalesce(by_type, scene) AS user LIMIT 50
  {{impact._simulated_step}}
  WITH scene, [step] + [way IN [by_type, scene] WHERE way IS NOT NULL | way {.kind, .id, .name}] AS path
  RETURN collect(scene {
    .id, .name, .active, .scene_type_id, .project_id, distance: size(path) - 1, path: path
  }) AS scene_items
}
