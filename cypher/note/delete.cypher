// note.delete — a note goes, with its former texts and, of a pair, its edge.
//
// access:  write
// params:  note_id
// returns: note_id
// rows:    maybe-one
// used by: DELETE /api/notes/{note_id}

MATCH (note:Note {id: $note_id})-[:ABOUT]->(asset:Asset)
WITH note, asset ORDER BY asset.id
SET asset._lock = true
REMOVE asset._lock
WITH DISTINCT note
SET note._lock = true
WITH note
OPTIONAL MATCH ()-[pair:COMPATIBLE_WITH {note_id: $note_id}]->()
DELETE pair
WITH note
CALL (note) {
  MATCH (note)<-[:FORMER_TEXT_OF]-(former:NoteText)
  DETACH DELETE former
}
DETACH DELETE note
RETURN $note_id AS note_id
