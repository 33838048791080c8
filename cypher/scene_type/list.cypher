// scene_type.list — scene types by name.
//
// access:  read
// params:  name, offset, limit
// returns: total, items
// rows:    one
// scans:   SceneType — the list itself, and a name may be anywhere in it
// used by: GET /api/scene-types

RETURN COUNT { {{scene_type._matches}} RETURN scene_type } AS total,
  COLLECT {
    {{scene_type._matches}}
    WITH scene_type ORDER BY scene_type.name, scene_type.id SKIP $offset LIMIT $limit
    RETURN {{scene_type._row}} AS scene_type_row
    ORDER BY scene_type.name, scene_type.id
  } AS items
