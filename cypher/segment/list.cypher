// segment.list — all segments by their ids.
//
// access:  read
// params:  offset, limit
// returns: total, items
// rows:    one
// used by: GET /api/segments

RETURN COUNT { (:Segment) } AS total,
  COLLECT {
    MATCH (segment:Segment)
    // true of every id, and so the index gives the order
    WHERE segment.id > ''
    WITH segment ORDER BY segment.id SKIP $offset LIMIT $limit
    RETURN {{segment._row}} AS segment_row
    ORDER BY segment.id
  } AS items
