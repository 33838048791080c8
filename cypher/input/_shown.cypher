// input._shown — what a changed `input` recorded beside what is current, as `shown`: the same choice as for one segment.

CALL (input) {
  CALL (input) {
    // the asset that its key names is sought: an input that many projects use would be walked whole
    WITH input.key AS key WHERE key STARTS WITH 'asset:'
    MATCH (asset:Asset {id: {{input._asset_id}}})
    RETURN asset
    UNION ALL
    WITH input WHERE NOT input.key STARTS WITH 'asset:'
    MATCH (input)-[:RECORDS]->(content:Content)
    WITH {{receipt._asset_of_content}} AS asset
    WHERE asset IS NOT NULL
    RETURN asset
  }
  OPTIONAL MATCH (current:Asset {current_of: asset.name})
  RETURN {
    asset_id: asset.id, asset_name: asset.name, asset_type: asset.asset_type, receipt_version: asset.version,
    current_version: current.version, current_asset_id: current.id
  } AS shown
  UNION ALL
  WITH input WHERE NOT input.key STARTS WITH 'asset:'
  MATCH (input)-[:RECORDS]->(version:Version)
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
