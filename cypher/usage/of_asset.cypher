// usage.of_asset — the segments that were made from an asset, by the newest receipt that used it, newest first.
//
// access:  read
// params:  asset_id, versions, version, offset, limit
// returns: total, items
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/usage

MATCH (given:Asset {id: $asset_id})-[:VERSION_OF]->(line:Line)
CALL (given, line) {
  MATCH (line)<-[:VERSION_OF]-(asset:Asset)
  WHERE CASE WHEN $version <> '' THEN asset.version = $version ELSE $versions = 'all' OR asset = given END
  RETURN collect(asset) AS assets
}
CALL (assets) {
  UNWIND assets AS asset
  {{input._of_asset}}
  RETURN collect(DISTINCT input) AS inputs
}
{{usage._segment_count}}
CALL (assets) {
  CALL (assets) {
    UNWIND assets AS asset
    RETURN asset.id AS id, asset.version AS version
    UNION
    // bytes that receipts had before anybody registered them
    UNWIND assets AS asset
    MATCH (asset)-[:HAS_CONTENT|HAD_CONTENT]->(content:Content)
    WITH asset, content WHERE {{receipt._asset_of_content}} = asset
    RETURN content.hash AS id, asset.version AS version
  }
  RETURN collect({id: id, version: version}) AS sources, collect(id) AS source_ids
}
CALL (sources, source_ids, may_repeat) {
  UNWIND sources AS source
  CALL (source, source_ids, may_repeat) {
    MATCH (segment)-[used:MADE_FROM]->()
    WHERE used.source_id = source.id AND used.at > ''
      AND (NOT may_repeat OR {{usage._is_newest}})
    RETURN segment, used, used.at AS created_at, segment.id AS segment_id
    ORDER BY used.source_id, used.at DESC, segment.id LIMIT $offset + $limit
  }
  WITH source, segment, used, created_at, segment_id ORDER BY created_at DESC, segment_id SKIP $offset LIMIT $limit
  RETURN collect({
    segment_id: segment_id, scene_id: segment.scene_id, sequence_index: segment.sequence_index,
    version: source.version, role: used.role, weight: used.weight,
    receipt_id: used.receipt_id, created_at: created_at
  }) AS items
}
RETURN segment_total AS total, items
