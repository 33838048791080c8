// note.list — every note: critical, warning, info, then newest first.
//
// access:  read
// params:  ranks, author_id, offset, limit
// returns: total, items
// rows:    one
// used by: GET /api/notes

UNWIND $ranks AS rank
CALL (rank) {
  MATCH (note:Note)
  WHERE note.severity_rank = rank AND note.created_at > ''
    AND ($author_id IS NULL OR note.author_id = $author_id)
  RETURN count(note) AS matching
}
WITH sum(matching) AS total
RETURN total,
  COLLECT {
    UNWIND $ranks AS rank
    CALL (rank) {
      // in the index's own order: a page reads itself and what lies before it
      MATCH (note:Note)
      WHERE note.severity_rank = rank AND note.created_at > ''
        AND ($author_id IS NULL OR note.author_id = $author_id)
      RETURN note
      ORDER BY note.created_at DESC, note.id DESC
      LIMIT $offset + $limit
    }
    WITH note ORDER BY note.severity_rank, note.created_at DESC, note.id DESC SKIP $offset LIMIT $limit
    RETURN {{note._row}} AS note_row
    ORDER BY note.severity_rank, note.created_at DESC, note.id DESC
  } AS items
