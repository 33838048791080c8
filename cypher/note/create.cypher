// note.create — a note on one locked asset, or on a locked pair.
//
// access:  write
// params:  note_id, asset_id, related_asset_id, note_text, severity, severity_rank, author_id, now
// returns: note
// rows:    one
// used by: POST /api/assets/{asset_id}/notes

MATCH (asset:Asset {id: $asset_id})
OPTIONAL MATCH (related:Asset {id: $related_asset_id})
CREATE (note:Note {
  id: $note_id, asset_id: $asset_id, related_asset_id: $related_asset_id,
  only_asset_id: CASE WHEN related IS NULL THEN $asset_id END,
  note_text: $note_text, severity: $severity, severity_rank: $severity_rank,
  author_id: $author_id, created_at: $now, updated_at: $now
})
CREATE (note)-[:ABOUT]->(asset)
FOREACH (second IN CASE WHEN related IS NULL THEN [] ELSE [related] END |
  CREATE (note)-[:ABOUT]->(second)
  CREATE (asset)-[:COMPATIBLE_WITH {note_id: $note_id, severity: $severity}]->(second))
RETURN {{note._row}} AS note
