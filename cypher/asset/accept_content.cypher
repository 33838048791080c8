// asset.accept_content — other bytes become the content of a locked asset; those it had are remembered: receipts may mean them.
//
// access:  write
// params:  asset_id, hash, tensor_hash, file_size_bytes, metadata, now
// returns: asset_id
// rows:    maybe-one
// used by: POST /api/assets/{asset_id}/accept-content

MATCH (asset:Asset {id: $asset_id})-[former_edge:HAS_CONTENT]->(former:Content)
MERGE (content:Content {hash: $hash})
// a receipt may have named these bytes before anybody showed them
SET content.size_bytes = $file_size_bytes, content.tensor_sha256 = coalesce($tensor_hash, content.tensor_sha256),
    content.created_at = coalesce(content.created_at, $now)
SET content._lock = true
REMOVE content._lock
DELETE former_edge
CREATE (asset)-[:HAS_CONTENT]->(content)
CREATE (asset)-[:HAD_CONTENT]->(former)
WITH asset, former, content
CALL (asset, content) {
  // bytes that it had once, and has again
  MATCH (asset)-[earlier:HAD_CONTENT]->(content)
  DELETE earlier
}
SET asset.former_checksums = [given IN coalesce(asset.former_checksums, []) WHERE given <> former.hash] + former.hash,
    asset.checksum_sha256 = $hash, asset.file_size_bytes = $file_size_bytes,
    asset.metadata = $metadata, asset.updated_at = $now
RETURN asset.id AS asset_id
