// note.search_of_asset — the notes on an asset that hold the words asked for.
//
// access:  read
// params:  asset_id, query, ranks, author_id, offset, limit
// returns: total, items
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/notes?q=

MATCH (asset:Asset {id: $asset_id})
CALL (asset) {
  CALL db.index.fulltext.queryNodes('note_text', $query) YIELD node AS note
  WITH asset, note
  WHERE (note.asset_id = asset.id OR note.related_asset_id = asset.id)
    AND note.severity_rank IN $ranks AND ($author_id IS NULL OR note.author_id = $author_id)
  RETURN collect(note) AS found
}
RETURN size(found) AS total,
  COLLECT {
    UNWIND found AS note
    WITH note ORDER BY note.severity_rank, note.created_at DESC, note.id DESC SKIP $offset LIMIT $limit
    RETURN {{note._row}} AS note_row
    ORDER BY note.severity_rank, note.created_at DESC, note.id DESC
  } AS items
