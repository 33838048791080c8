// segment.list — segments in their order.
//
// access:  read
// params:  parent_key, other_parent_keys, offset, limit
// returns: total, items
// rows:    one
// scans:   Segment — only without a parent, when the list is of all
// used by: GET /api/segments

RETURN COUNT { {{segment._matches}} RETURN segment } AS total,
  COLLECT {
    {{segment._matches}}
    WITH segment ORDER BY segment.sequence_index, segment.id SKIP $offset LIMIT $limit
    RETURN {{segment._row}} AS segment_row
    ORDER BY segment.sequence_index, segment.id
  } AS items
