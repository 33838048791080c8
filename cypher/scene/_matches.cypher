// scene._matches — the scenes that a list's filters leave, reached from the first of the parents named.

CALL () {
  WITH $parent_key AS parent_key WHERE parent_key <> ''
  MATCH (:Entity {key: parent_key})<-[:OF_CHARACTER|OF_SCENE_TYPE|IN_PROJECT]-(scene:Scene)
  WHERE all(other_key IN $other_parent_keys
            WHERE EXISTS { (scene)-[:OF_CHARACTER|OF_SCENE_TYPE|IN_PROJECT]->(:Entity {key: other_key}) })
  RETURN scene
  UNION ALL
  WITH $parent_key AS parent_key WHERE parent_key = ''
  MATCH (scene:Scene)
  RETURN scene
}
WITH scene
WHERE toLower(scene.name) CONTAINS toLower($name)
  AND ($activity = 'any' OR scene.active = ($activity = 'active'))
