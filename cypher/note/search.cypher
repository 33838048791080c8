// note.search — notes that hold the words asked for: critical, warning, info, then newest first.
//
// access:  read
// params:  query, ranks, author_id, offset, limit
// returns: total, items
// rows:    one
// used by: GET /api/notes?q=

CALL () {
  CALL db.index.fulltext.queryNodes('note_text', $query) YIELD node AS note
  WITH note
  WHERE note.severity_rank IN $ranks AND ($author_id IS NULL OR note.author_id = $author_id)
  RETURN collect(note) AS found
}
RETURN size(found) AS total,
  COLLECT {
    UNWIND found AS note
    WITH note ORDER BY note.severity_rank, note.created_at DESC, note.id DESC SKIP $offset LIMIT $limit
    RETURN {{note._row}} AS note_row
    ORDER BY note.severity_rank, note.created_at DESC, note.id DESC
  } AS items
