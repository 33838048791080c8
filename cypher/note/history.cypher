// note.history — what a note said before, newest first.
//
// access:  read
// params:  note_id, offset, limit
// returns: total, items
// rows:    maybe-one
// used by: GET /api/notes/{note_id}/history

MATCH (note:Note {id: $note_id})
RETURN COUNT { (note)<-[:FORMER_TEXT_OF]-() } AS total,
  COLLECT {
    MATCH (note)<-[:FORMER_TEXT_OF]-(former:NoteText)
    RETURN former {.note_text, .severity, .created_at, .replaced_at} AS former_row
    ORDER BY former.replaced_at DESC, former.id DESC
    SKIP $offset LIMIT $limit
  } AS items
