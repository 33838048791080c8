// scene.list — scenes by name.
//
// access:  read
// params:  name, parent_key, other_parent_keys, activity, offset, limit
// returns: total, items
// rows:    one
// scans:   Scene — only without a parent, when the list is of all
// used by: GET /api/scenes

RETURN COUNT { {{scene._matches}} RETURN scene } AS total,
  COLLECT {
    {{scene._matches}}
    WITH scene ORDER BY scene.name, scene.id SKIP $offset LIMIT $limit
    RETURN {{scene._row}} AS scene_row
    ORDER BY scene.name, scene.id
  } AS items
