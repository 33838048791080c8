// asset.versions — the versions of an asset's line, newest first.
//
// access:  read
// params:  asset_id, offset, limit
// returns: total, items
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/versions

MATCH (:Asset {id: $asset_id})-[:VERSION_OF]->(line:Line)
RETURN COUNT { (line)<-[:VERSION_OF]-() } AS total,
  COLLECT {
    MATCH (line)<-[:VERSION_OF]-(version:Asset)
    WITH version, version AS asset ORDER BY version.version_number DESC SKIP $offset LIMIT $limit
    CALL (asset) {
      {{input._of_asset}}
      RETURN collect(input) AS inputs
    }
    {{usage._segment_count}}
    RETURN version {
      .id, .version, .version_number, .status, .placeholder,
      is_current: version.current_of IS NOT NULL,
      .created_at, .registered_by, .checksum_sha256,
      usage_count: segment_total
    } AS version_row
    ORDER BY version.version_number DESC
  } AS items
