// character.list — characters by name.
//
// access:  read
// params:  name, parent_key, other_parent_keys, offset, limit
// returns: total, items
// rows:    one
// scans:   Character — only without a parent, when the list is of all
// used by: GET /api/characters

RETURN COUNT { {{character._matches}} RETURN character } AS total,
  COLLECT {
    {{character._matches}}
    WITH character ORDER BY character.name, character.id SKIP $offset LIMIT $limit
    RETURN {{character._row}} AS character_row
    ORDER BY character.name, character.id
  } AS items
