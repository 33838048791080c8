// note.update — another text or severity; what was there before is kept as a former text.
//
// access:  write
// params:  note_id, former_id, note_text, severity, severity_rank, now
// returns: note
// rows:    maybe-one
// used by: PATCH /api/notes/{note_id}

MATCH (note:Note {id: $note_id})
SET note._lock = true
REMOVE note._lock
WITH note, coalesce($note_text, note.note_text) AS note_text, coalesce($severity, note.severity) AS severity
WITH note, note_text, severity, note_text <> note.note_text OR severity <> note.severity AS changes
OPTIONAL MATCH ()-[pair:COMPATIBLE_WITH {note_id: $note_id}]->()
FOREACH (_ IN CASE WHEN changes THEN [1] ELSE [] END |
  CREATE (:NoteText {
    id: $former_id, note_text: note.note_text, severity: note.severity,
    created_at: note.updated_at, replaced_at: $now
  })-[:FORMER_TEXT_OF]->(note)
  SET note.note_text = note_text, note.severity = severity,
      note.severity_rank = coalesce($severity_rank, note.severity_rank),
      note.updated_at = $now,
      pair.severity = severity)
RETURN {{note._row}} AS note
