// note.by_author — the notes of one author: critical, warning, info, then newest first.
//
// access:  read
// params:  author_id, ranks, offset, limit
// returns: total, items
// rows:    one
// used by: GET /api/notes?author_id=

CALL () {
  MATCH (note:Note)
  WHERE note.author_id = $author_id AND note.severity_rank IN $ranks
  RETURN collect(note) AS found
}
RETURN size(found) AS total,
  COLLECT {
    UNWIND found AS note
    WITH note ORDER BY note.severity_rank, note.created_at DESC, note.id DESC SKIP $offset LIMIT $limit
    RETURN {{note._row}} AS note_row
    ORDER BY note.severity_rank, note.created_at DESC, note.id DESC
  } AS items
