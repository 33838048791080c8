// asset.lock — one asset, locked with its line and content until the transaction ends, and what decides its fate.
//
// access:  write
// params:  asset_id, name
// returns: name, status, placeholder, is_current, file_path, checksum_sha256, metadata, created_at, uses_revision, is_used, is_recorded
// rows:    maybe-one
// used by: PUT and DELETE /api/assets/{asset_id}, POST …/make-current, POST …/accept-content

MATCH (line:Line {name: $name})
SET line._lock = true
REMOVE line._lock
WITH line
MATCH (asset:Asset {id: $asset_id})
OPTIONAL MATCH (asset)-[:HAS_CONTENT]->(content:Content)
SET content._lock = true
REMOVE content._lock
SET asset._lock = true
REMOVE asset._lock
WITH asset
// looked at again under the lock: whoever held it may have erased the asset
WHERE EXISTS { (asset)-[:VERSION_OF]->(:Line) }
RETURN asset.name AS name, asset.status AS status, asset.placeholder AS placeholder,
       asset.current_of IS NOT NULL AS is_current,
       asset.file_path AS file_path, asset.checksum_sha256 AS checksum_sha256, asset.metadata AS metadata,
       asset.created_at AS created_at, asset.uses_revision AS uses_revision,
       EXISTS { (asset)<-[:USES]-() } AS is_used,
       {{asset._is_recorded}} AS is_recorded
