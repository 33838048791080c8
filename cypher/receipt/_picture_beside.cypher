// receipt._picture_beside — a recorded image or workflow beside what is current, also through what it was derived from.

head(COLLECT {
  OPTIONAL MATCH (target)-[:RECORDS]->(version:Version)-[:VERSION_OF]->(work:Work)
  OPTIONAL MATCH (current:Version {current_of: work.key})
  WITH version, work, current,
    COLLECT {
      // one way to each: through a net of derivations there are more ways than anybody can walk
      MATCH way = ANY SHORTEST (version)-[:DERIVED_FROM]->{1,20}(source:Version)
      MATCH (source)-[:VERSION_OF]->(origin:Work)
      MATCH (now:Version {current_of: origin.key})
      WHERE now.content_hash <> source.content_hash
      RETURN {kind: origin.kind, path: [step IN nodes(way) | step.id]} AS outdated
      ORDER BY length(way), source.id
      LIMIT 1
    } AS through
  WITH *, CASE
      WHEN version IS NULL THEN 'untracked'
      WHEN version = current AND through = [] THEN 'as_recorded'
      WHEN version = current THEN through[0].kind + '_changed'
      ELSE CASE work.kind WHEN 'derived_image' THEN 'variant_image' ELSE work.kind END + '_changed'
    END AS verdict
  RETURN {
    asset_id: work.id, asset_name: work.name, asset_type: work.kind,
    version: coalesce(made_from.version, toString(version.version_number)),
    is_current: version = current,
    current_id: current.id, current_version: toString(current.version_number),
    current_hash: current.content_hash,
    path: CASE WHEN version = current AND through <> [] THEN through[0].path ELSE [] END,
    verdict: verdict
  } AS beside
  // a hash that belongs to a current version anywhere is current
  ORDER BY verdict <> 'as_recorded', version <> current, version.created_at DESC, version.id
  LIMIT 1
})
