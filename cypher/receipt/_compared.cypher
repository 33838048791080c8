// receipt._compared — what a receipt was made from, each input beside what is current: content first, time never.

COLLECT {
  MATCH (receipt)-[made_from:GENERATED_FROM]->(target)
  CALL (made_from, target) {
    WITH made_from, target WHERE NOT target:Input
    WITH made_from, made_from.hash AS recorded_hash, target AS content
    WITH made_from, recorded_hash,
         CASE WHEN content:Asset THEN content ELSE {{receipt._asset_of_content}} END AS asset
    OPTIONAL MATCH (asset)-[:VERSION_OF]->(line:Line)
    OPTIONAL MATCH (current:Asset {current_of: line.name})
    OPTIONAL MATCH (recorded:Content {hash: recorded_hash})
    OPTIONAL MATCH (current)-[:HAS_CONTENT]->(content_now:Content)
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
  RETURN beside {
    .*, input_key: made_from.input_key, role: made_from.role, position: made_from.position, weight: made_from.weight,
    hash: made_from.hash, name: made_from.name, was_current: made_from.was_current
  } AS compared
  ORDER BY made_from.place
}
