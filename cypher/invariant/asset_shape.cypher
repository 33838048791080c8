// invariant.asset_shape — assets whose properties are missing, of a wrong type, or at odds with each other.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Asset, every one: Neo4j Community has no constraint on a property's presence or type
// used by: depgraph doctor, the tests of races and crashes

MATCH (asset:Asset)
WITH asset, [pair IN [
       ['id', asset.id IS :: STRING NOT NULL],
       ['name', asset.name IS :: STRING NOT NULL],
       ['search_name', asset.search_name IS :: STRING NOT NULL],
       ['version', asset.version IS :: STRING NOT NULL],
       ['version_number', asset.version_number IS :: INTEGER NOT NULL],
       ['current_of', asset.current_of IS NULL OR asset.current_of = asset.name],
       ['asset_type', asset.asset_type IS :: STRING NOT NULL],
       ['status', coalesce(asset.status IN ['active', 'deprecated', 'removed'], false)],
       ['placeholder', asset.placeholder IS :: BOOLEAN NOT NULL],
       ['file_path', asset.file_path IS :: STRING],
       ['file_size_bytes', asset.file_size_bytes IS :: INTEGER],
       ['checksum_sha256', asset.checksum_sha256 IS NULL OR asset.checksum_sha256 =~ '[0-9a-f]{64}'],
       ['former_checksums', asset.former_checksums IS :: LIST<STRING NOT NULL>],
       ['placeholder and checksum', (asset.checksum_sha256 IS NULL) = asset.placeholder],
       ['description', asset.description IS :: STRING],
       ['metadata', asset.metadata IS :: STRING NOT NULL],
       ['tags', asset.tags IS :: LIST<STRING NOT NULL> NOT NULL],
       ['license', asset.license IS :: STRING],
       ['origin', asset.origin IS :: STRING],
       ['registered_by', asset.registered_by IS :: STRING],
       ['created_at', asset.created_at IS :: STRING NOT NULL],
       ['updated_at', asset.updated_at IS :: STRING NOT NULL],
       ['avg_rating', asset.avg_rating IS :: FLOAT NOT NULL],
       ['rating_sum', asset.rating_sum IS :: INTEGER NOT NULL],
       ['rating_count', asset.rating_count IS :: INTEGER NOT NULL],
       ['dependency_count', asset.dependency_count IS :: INTEGER NOT NULL],
       ['uses_revision', asset.uses_revision IS :: INTEGER NOT NULL]
     ] WHERE NOT coalesce(pair[1], false) | pair[0]] AS wrong
WHERE size(wrong) > 0
RETURN 'an asset has a missing or wrong property' AS what,
       coalesce(toStringOrNull(asset.id), elementId(asset)) AS subject_id,
       reduce(text = head(wrong), word IN tail(wrong) | text + ', ' + word) AS detail
LIMIT 100
