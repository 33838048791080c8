// receipt._beside — what `made_from` recorded of its `target` beside what is current, as `beside`: content first, time never.

CALL (made_from, target) {
  WITH made_from, target WHERE NOT target:Input
  WITH made_from, made_from.hash AS recorded_hash, target AS content
  WITH made_from, recorded_hash,
       CASE WHEN content:Asset THEN content ELSE {{receipt._asset_of_content}} END AS asset
  WITH made_from, recorded_hash, asset, asset.current_of IS NOT NULL AS is_current
  // a line is named as its versions are; what is current itself is not looked for
  OPTIONAL MATCH (successor:Asset {current_of: CASE WHEN NOT is_current THEN asset.name END})
  WITH made_from, recorded_hash, asset, is_current, CASE WHEN is_current THEN asset ELSE successor END AS current
  // and contents only where the bytes are others
  WITH *, current.checksum_sha256 AS hash_now
  OPTIONAL MATCH (recorded:Content {hash: CASE WHEN recorded_hash <> hash_now THEN recorded_hash END})
  OPTIONAL MATCH (content_now:Content {hash: CASE WHEN recorded_hash <> hash_now THEN hash_now END})
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
