// asset.create — a new version at the end of its locked line, with its content.
//
// access:  write
// params:  name, search_name, version, asset_type, hash, tensor_hash, short_id, opaque_id, file_path, file_size_bytes, description, metadata, tags, license, origin, registered_by, now
// returns: asset_id, same_content_as
// rows:    one
// used by: POST /api/assets

MATCH (line:Line {name: $name})
MERGE (content:Content {hash: $hash})
// a receipt may have named these bytes before anybody showed them
SET content.size_bytes = $file_size_bytes, content.tensor_sha256 = coalesce($tensor_hash, content.tensor_sha256),
    content.created_at = coalesce(content.created_at, $now)
SET content._lock = true
REMOVE content._lock
WITH line, content,
     COLLECT { MATCH (content)<-[:HAS_CONTENT]-(other:Asset)
               RETURN other.id AS other_id ORDER BY other.created_at, other_id } AS same_content_as,
     EXISTS { (:Asset {id: $short_id}) } AS short_id_taken
OPTIONAL MATCH (current:Asset {current_of: $name})
CREATE (asset:Asset:Listed {
  id: CASE WHEN short_id_taken OR size(same_content_as) > 0 THEN $opaque_id ELSE $short_id END,
  name: $name, search_name: $search_name, version: $version, version_number: line.next_number,
  asset_type: $asset_type, status: 'active', placeholder: false,
  file_path: $file_path, file_size_bytes: $file_size_bytes, checksum_sha256: $hash,
  description: $description, metadata: $metadata, tags: $tags, license: $license, origin: $origin,
  registered_by: $registered_by, created_at: $now, updated_at: $now,
  avg_rating: 0.0, rating_sum: 0, rating_count: 0, dependency_count: 0, uses_revision: 0
})
CREATE (asset)-[:VERSION_OF]->(line)
CREATE (asset)-[:HAS_CONTENT]->(content)
SET line.next_number = line.next_number + 1, line.asset_type = $asset_type
FOREACH (previous IN CASE WHEN current IS NULL THEN [] ELSE [current] END |
  CREATE (asset)-[:PREVIOUS]->(previous)
  SET asset.previous_id = previous.id)
RETURN asset.id AS asset_id, same_content_as
