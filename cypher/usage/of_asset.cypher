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
  MATCH (input)<-[:OF_INPUT]-(usage:Usage)
  RETURN collect(usage) AS usages
}
{{usage._segment_count}}
CALL (assets) {
  CALL (assets) {
    UNWIND assets AS asset
    RETURN asset.id AS source_id, asset.version AS version
    UNION
    // bytes that receipts had before anybody registered them
    UNWIND assets AS asset
    MATCH (asset)-[:HAS_CONTENT|HAD_CONTENT]->(content:Content)
    WITH asset, content WHERE {{receipt._asset_of_content}} = asset
    RETURN content.hash AS source_id, asset.version AS version
  }
  RETURN collect({source_id: source_id, version: version}) AS sources
}
CALL (sources, may_repeat) {
  UNWIND sources AS source
  WITH source, sources, may_repeat, [each IN sources | each.source_id] AS source_ids
  CALL (source, may_repeat, source_ids) {
    MATCH (segment:Segment)-[used:USES_NOW]->(usage)
    WHERE used.source_id = source.source_id AND used.at > ''
      AND (NOT may_repeat OR {{usage._is_newest}})
    WITH segment, used ORDER BY used.source_id, used.at DESC, segment.id LIMIT $offset + $limit
    RETURN segment, used
    UNION ALL
    MATCH (segment:Segment)-[used:USED_BEFORE]->(usage)
    WHERE used.source_id = source.source_id AND used.at > ''
      AND (NOT may_repeat OR {{usage._is_newest}})
    WITH segment, used ORDER BY used.source_id, used.at DESC, segment.id LIMIT $offset + $limit
    RETURN segment, used
  }
  WITH sources, segment, used ORDER BY used.at DESC, segment.id SKIP $offset LIMIT $limit
  MATCH (segment)-[:IN_SCENE]->(scene:Scene)
  MATCH (receipt:Receipt {segment_id: segment.id, number: used.number})
  CALL (receipt, sources) {
    MATCH (receipt)-[made_from:GENERATED_FROM]->(target)
    UNWIND sources AS source
    WITH made_from, target, source
    WHERE target:Asset AND target.id = source.source_id OR target:Content AND target.hash = source.source_id
    RETURN made_from, source ORDER BY made_from.place LIMIT 1
  }
  WITH source, segment, used, scene, receipt, made_from ORDER BY used.at DESC, segment.id
  RETURN collect({
    segment_id: segment.id, scene_id: scene.id, sequence_index: segment.sequence_index,
    version: source.version, role: made_from.role, weight: made_from.weight, receipt_id: receipt.id,
    created_at: used.at
  }) AS items
}
RETURN segment_total AS total, items
