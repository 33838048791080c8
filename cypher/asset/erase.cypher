// asset.erase — a locked asset goes, with its dependencies, notes and ratings, and contents that nothing else has and that tell nothing.
//
// access:  write
// params:  asset_id
// returns: removed_dependencies
// rows:    one
// used by: DELETE /api/assets/{asset_id}

MATCH (asset:Asset {id: $asset_id})
WITH asset, [(asset)-[:HAS_CONTENT|HAD_CONTENT]->(content:Content) | content] AS contents
CALL (asset) {
  MATCH (asset)<-[uses:USES]-()
  DELETE uses
  RETURN count(*) AS removed_dependencies
}
CALL (asset) {
  MATCH (asset)<-[:ABOUT]-(note:Note)
  OPTIONAL MATCH (note)<-[:FORMER_TEXT_OF]-(former:NoteText)
  WITH note, collect(former) AS formers
  FOREACH (former IN formers | DETACH DELETE former)
  DETACH DELETE note
  RETURN count(*) AS notes
}
CALL (asset) {
  MATCH (asset)-[pair:COMPATIBLE_WITH]-()
  DELETE pair
  RETURN count(*) AS pairs
}
CALL (asset) {
  MATCH (asset)<-[:RATES|DISMISSES]-(word:Rating|Dismissal)
  DETACH DELETE word
  RETURN count(*) AS words
}
CALL (asset) {
  MATCH (next:Asset)-[:PREVIOUS]->(asset)
  REMOVE next.previous_id
}
CALL (asset) {
  MATCH (asset)-[edge:VERSION_OF|HAS_CONTENT|HAD_CONTENT|PREVIOUS]-()
  DELETE edge
  RETURN count(*) AS edges
}
// never DETACH: an edge that came in between is refused by the database, and all is looked at again
DELETE asset
WITH removed_dependencies, contents
// which tensors bytes hold stays known: a receipt may name them yet
FOREACH (orphan IN [one IN contents WHERE one.tensor_sha256 IS NULL AND NOT EXISTS { (one)--() }] | DELETE orphan)
RETURN removed_dependencies
