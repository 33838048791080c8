// receipt._beside — what `made_from` recorded of its `target` beside what is current, as `beside`: content first, time never.

CALL (made_from, target) {
  WITH made_from, target WHERE NOT target:Input
  WITH made_from, made_from.hash AS recorded_hash, target AS content
  WITH made_from, recorded_hash,
       CASE WHEN content:Asset THEN content ELSE {{receipt._asset_of_content}} END AS asset
  // a line is named as its versions are
  OPTIONAL MATCH (current:Asset {current_of: asset.name})
  OPTIONAL MATCH (recorded:Content {hash: recorded_hash})
  OPTIONAL MATCH (content_now:Content {hash: current.checksum_sha256})
  RETURN {
    asset_id: asset.id, asset_name: asset.name, asset_type: asset.asset_type,
    version: coalesce(made_from.version, asset.version), is_current: asset = current,
    current_id: current.id, current_version: current.version, current_hash: current.checksum_sha256,
    path: [],
    verdict: {{receipt._verdict}}
  } AS beside
  UNION ALL
  WITH made_from, target WHERE target:Input
  {{receipt._picture_beside}}
  RETURN beside
}
