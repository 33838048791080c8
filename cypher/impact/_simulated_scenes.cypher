// impact._simulated_scenes — the first scene types and scenes that use the touched lines, scenes themselves before by their type; and how many scenes.

CALL (scenes, scene_types, names) {
  CALL (scenes, scene_types, names) {
    UNWIND scenes[..50] AS user
    RETURN user.node AS scene, [user.step] AS steps
    UNION ALL
    // one scene type after the other, and no further than the list is long
    UNWIND CASE WHEN size(scenes) < 50 THEN scene_types ELSE [] END AS user
    WITH user, user.node AS scene_type
    CALL (scene_type, names) {
      MATCH (scene_type)<-[:OF_SCENE_TYPE]-(scene:Scene)
      WHERE NOT EXISTS { MATCH (scene)-[:USES]->(own:Asset) WHERE own.name IN names }
      RETURN scene ORDER BY scene.id LIMIT 50
    }
    RETURN scene, [user.step, scene_type {.kind, .id, .name}] AS steps
  }
  WITH scene, steps LIMIT 50
  OPTIONAL MATCH (scene)-[:OF_SCENE_TYPE]->(scene_type:SceneType)
  OPTIONAL MATCH (scene)-[:IN_PROJECT]->(project:Project)
  RETURN collect(scene {
    .id, .name, .active, scene_type_id: scene_type.id, project_id: project.id,
    distance: size(steps), path: steps + [scene {.kind, .id, .name}]
  }) AS scene_items
}
CALL (scene_types) {
  // by degrees; a scene that uses them itself is counted with its scene type
  UNWIND [user IN scene_types | user.node] AS scene_type
  WITH scene_type, COUNT { (scene_type)<-[:OF_SCENE_TYPE]-() } AS member_count
  RETURN sum(member_count) AS typed_count
}
CALL (scenes, scene_types) {
  UNWIND [user IN scenes | user.node] AS scene
  MATCH (scene)-[:OF_SCENE_TYPE]->(scene_type:SceneType)
  WHERE scene_type IN [user IN scene_types | user.node]
  RETURN count(scene) AS counted_twice
}
WITH *, typed_count + size(scenes) - counted_twice AS scene_total
CALL (scene_types) {
  UNWIND scene_types[..50] AS user
  WITH user, user.node AS scene_type
  RETURN collect(scene_type {
    .id, .name,
    scene_count: COUNT { (scene_type)<-[:OF_SCENE_TYPE]-() },
    active_scene_count: COUNT { (scene_type)<-[:ACTIVE_IN]-() },
    segment_count: COUNT { (scene_type)<-[:IN_SCENE_TYPE]-() },
    distance: 1, path: [user.step, scene_type {.kind, .id, .name}]
  }) AS scene_type_items
}
