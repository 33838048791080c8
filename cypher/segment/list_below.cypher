// segment.list_below — the segments of a scene, scene type or project, in their order.
//
// access:  read
// params:  parent_key, other_parent_keys, offset, limit
// returns: total, items
// rows:    one
// used by: GET /api/segments

RETURN COUNT { {{segment._matches}} RETURN segment } AS total,
  COLLECT {
    {{segment._matches}}
    WITH segment ORDER BY segment.sequence_index, segment.id SKIP $offset LIMIT $limit
    RETURN {{segment._row}} AS segment_row
    ORDER BY segment.sequence_index, segment.id
  } AS items
