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
  RETURN collect(DISTINCT input) AS inputs, collect({input_key: input.key, version: asset.version}) AS recorded
}
{{usage._segment_count}}
CALL (assets) {
  CALL (assets) {
    UNWIND assets AS asset
    RETURN asset.id AS source_id, asset AS source
    UNION
    // bytes that receipts had before anybody registered them
    UNWIND assets AS asset
    MATCH (asset)-[:HAS_CONTENT|HAD_CONTENT]->(content:Content)
    WITH asset, content WHERE {{receipt._asset_of_content}} = asset
    RETURN content.hash AS source_id, content AS source
  }
  RETURN collect(source_id) AS source_ids, collect(source) AS sources
}
CALL (recorded, source_ids, sources, may_repeat) {
  UNWIND source_ids AS source_id
  CALL (source_id, may_repeat, source_ids) {
    MATCH (segment:Segment)-[used:USES_NOW]->(usage)
    WHERE used.source_id = source_id AND used.at > ''
      AND (NOT may_repeat OR {{usage._is_newest}})
    WITH segment, used ORDER BY used.source_id, used.at DESC, segment.id LIMIT $offset + $limit
    RETURN segment, used
    UNION ALL
    MATCH (segment:Segment)-[used:USED_BEFORE]->(usage)
    WHERE used.source_id = source_id AND used.at > ''
      AND (NOT may_repeat OR {{usage._is_newest}})
    WITH segment, used ORDER BY used.source_id, used.at DESC, segment.id LIMIT $offset + $limit
    RETURN segment, used
  }
  WITH recorded, sources, segment, used ORDER BY used.at DESC, segment.id SKIP $offset LIMIT $limit
  MATCH (receipt:Receipt {segment_id: segment.id, number: used.number})
  CALL (receipt, recorded, sources) {
    // an edge that leads elsewhere is passed without a look at what it says
    MATCH (receipt)-[made_from:GENERATED_FROM]->(source)
    WHERE source IN sources
    WITH made_from, [one IN recorded WHERE one.input_key = made_from.input_key | one.version] AS versions
    WHERE versions <> []
    RETURN made_from, versions[0] AS version ORDER BY made_from.place LIMIT 1
  }
  WITH version, segment, used, receipt, made_from ORDER BY used.at DESC, segment.id
  RETURN collect({
    segment_id: segment.id, scene_id: segment.scene_id, sequence_index: segment.sequence_index,
    version: version, role: made_from.role, weight: made_from.weight, receipt_id: receipt.id,
    created_at: used.at
  }) AS items
}
RETURN segment_total AS total, items
