// input._shown — what a changed `input` recorded beside what is current, as `shown`: the same choice as for one segment.

CALL (input) {
  // the asset that it names is sought: an input that many projects use would be walked whole
  OPTIONAL MATCH (own:Asset {id: CASE WHEN input.key STARTS WITH 'asset:'
    THEN substring(input.key, 6, size(input.key) - 7 - size(coalesce(input.hash, ''))) END})
  WITH own, CASE WHEN own IS NULL THEN [(input)-[:RECORDS]->(recorded) | recorded] ELSE [] END AS records
  WITH own, records, head([one IN records WHERE one:Content]) AS content
  CALL (records, own, content) {
    WITH CASE WHEN own IS NULL THEN {{receipt._asset_of_content}} ELSE own END AS asset
    WHERE asset IS NOT NULL
    OPTIONAL MATCH (current:Asset {current_of: asset.name})
    RETURN {
      asset_id: asset.id, asset_name: asset.name, asset_type: asset.asset_type, receipt_version: asset.version,
      current_version: current.version, current_asset_id: current.id
    } AS shown
    UNION ALL
    UNWIND [one IN records WHERE one:Version] AS version
    MATCH (version)-[:VERSION_OF]->(work:Work)
    MATCH (current:Version {current_of: work.key})
    WITH version, work, current
    ORDER BY version <> current, version.created_at DESC, version.id LIMIT 1
    RETURN {
      asset_id: work.id, asset_name: work.name, asset_type: work.kind,
      receipt_version: toString(version.version_number),
      current_version: toString(current.version_number), current_asset_id: current.id
    } AS shown
  }
  RETURN shown
}
