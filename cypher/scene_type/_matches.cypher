// scene_type._matches — the scene types that a list's filters leave.

MATCH (scene_type:SceneType)
WHERE toLower(scene_type.name) CONTAINS toLower($name)
