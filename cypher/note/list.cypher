// note.list — every note: critical, warning, info, then newest first.
//
// access:  read
// params:  ranks, offset, limit
// returns: total, items
// rows:    one
// used by: GET /api/notes

CALL () {
  MATCH (note:Note)
  RETURN count(note) AS every
}
CALL () {
  // of all severities the count is kept by the store
  UNWIND CASE WHEN size($ranks) < 3 THEN $ranks ELSE [] END AS rank
  MATCH (note:Note)
  WHERE note.severity_rank = rank AND note.created_at > ''
  RETURN count(note) AS matching
}
RETURN CASE WHEN size($ranks) < 3 THEN matching ELSE every END AS total,
  COLLECT {
    UNWIND $ranks AS rank
    CALL (rank) {
      // in the index's own order, so a page reads itself and what lies before it
      MATCH (note:Note)
      WHERE note.severity_rank = rank AND note.created_at > ''
      RETURN note
      ORDER BY note.severity_rank DESC, note.created_at DESC, note.id DESC
      LIMIT $offset + $limit
    }
    WITH note ORDER BY note.severity_rank, note.created_at DESC, note.id DESC SKIP $offset LIMIT $limit
    RETURN {{note._row}} AS note_row
    ORDER BY note.severity_rank, note.created_at DESC, note.id DESC
  } AS items
