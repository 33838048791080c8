// note.of_asset — the notes on an asset, as first or second of a pair or alone.
//
// access:  read
// params:  asset_id, ranks, author_id, offset, limit
// returns: total, items
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/notes

MATCH (asset:Asset {id: $asset_id})
CALL (asset) {
  MATCH (asset)<-[:ABOUT]-(note:Note)
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
