// impact._simulated_way — as `way` how `scene` comes to use the line of `asset`: itself, else by its scene type; null where only a receipt tells.

OPTIONAL MATCH (scene)-[:OF_SCENE_TYPE]->(scene_type:SceneType)
CALL (scene, scene_type, asset) {
  UNWIND [{user: scene, steps: [scene]}, {user: scene_type, steps: [scene_type, scene]}] AS way
  WITH way, way.user AS user
  MATCH (user)-[:USES]->(used:Asset)
  WHERE used.name = asset.name
  WITH way, used ORDER BY size(way.steps), used.version_number DESC LIMIT 1
  RETURN collect({used: used, steps: way.steps})[0] AS way
}
