// import.assets_by_hash — registered assets whose bytes, or tensors, have a hash that begins as programs shorten it.
//
// access:  read
// params:  rows
// returns: hash, name, version, asset_type
// rows:    many
// used by: depgraph import comfyui, POST /api/import/comfyui

UNWIND $rows AS row
CALL (row) {
  MATCH (content:Content) WHERE content.hash STARTS WITH row.hash
  RETURN content
  UNION
  WITH row WHERE row.may_be_of_tensors
  MATCH (content:Content) WHERE content.tensor_sha256 STARTS WITH row.hash
  RETURN content
}
MATCH (content)<-[:HAS_CONTENT]-(asset:Listed)
RETURN row.hash AS hash, asset.name AS name, asset.version AS version, asset.asset_type AS asset_type
ORDER BY hash, asset.current_of IS NULL, asset.created_at DESC, asset.id
