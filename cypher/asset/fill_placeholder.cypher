// asset.fill_placeholder — a placeholder becomes the asset: same id, its edges stay; `metadata` and `tags` hold what is kept of its own.
//
// access:  write
// params:  asset_id, version, hash, tensor_hash, file_path, file_size_bytes, description, metadata, tags, license, origin, registered_by, now
// returns: asset_id, same_content_as
// rows:    maybe-one
// used by: POST /api/assets

MATCH (asset:Asset {id: $asset_id, placeholder: true})
MERGE (content:Content {hash: $hash})
// a receipt may have named these bytes before anybody showed them
SET content.size_bytes = $file_size_bytes, content.tensor_sha256 = coalesce($tensor_hash, content.tensor_sha256),
    content.created_at = coalesce(content.created_at, $now)
SET content._lock = true
REMOVE content._lock
WITH asset, content,
     COLLECT { MATCH (content)<-[:HAS_CONTENT]-(other:Asset)
               RETURN other.id AS other_id ORDER BY other.created_at, other_id } AS same_content_as
CREATE (asset)-[:HAS_CONTENT]->(content)
SET asset.placeholder = false,
    asset.version = $version,
    asset.file_path = $file_path,
    asset.file_size_bytes = $file_size_bytes,
    asset.checksum_sha256 = $hash,
    asset.description = coalesce($description, asset.description),
    asset.metadata = $metadata,
    asset.tags = $tags,
    asset.license = coalesce($license, asset.license),
    asset.origin = coalesce($origin, asset.origin),
    asset.registered_by = coalesce($registered_by, asset.registered_by),
    asset.updated_at = $now
RETURN asset.id AS asset_id, same_content_as
