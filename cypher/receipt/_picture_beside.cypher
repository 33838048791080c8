// receipt._picture_beside — a recorded image or workflow beside what is current, also through what it was derived from.

OPTIONAL MATCH (target)-[:RECORDS]->(version:Version)-[:VERSION_OF]->(work:Work)
OPTIONAL MATCH (current:Version {current_of: work.key})
CALL (version, current) {
  MATCH (version)-[:DERIVED_FROM*1..20]->(source:Version)
  WHERE version = current
  // each origin once, however many ways lead to it; the one way that is told is looked for afterwards
  WITH DISTINCT version, source
  MATCH (now:Version {current_of: source.work_key})
  WHERE now.content_hash <> source.content_hash
  // the nearest: nothing is deeper than what was made from it
  WITH version, source, now.kind AS kind ORDER BY source.depth DESC, source.id LIMIT 1
  MATCH way = shortestPath((version)-[:DERIVED_FROM*1..20]->(source))
  RETURN head(collect({kind: kind, path: [step IN nodes(way) | step.id]})) AS through
}
WITH *, CASE
    WHEN version IS NULL THEN 'untracked'
    WHEN version <> current THEN CASE work.kind WHEN 'derived_image' THEN 'variant_image' ELSE work.kind END + '_changed'
    WHEN through IS NULL THEN 'as_recorded'
    ELSE CASE through.kind WHEN 'derived_image' THEN 'variant_image' ELSE through.kind END + '_changed'
  END AS verdict
// a hash that belongs to a current version anywhere is current
ORDER BY verdict <> 'as_recorded', version <> current, version.created_at DESC, version.id
LIMIT 1
WITH {
  asset_id: work.id, asset_name: work.name, asset_type: work.kind,
  version: coalesce(made_from.version, toString(version.version_number)),
  is_current: version = current,
  current_id: current.id, current_version: toString(current.version_number),
  current_hash: current.content_hash,
  path: coalesce(through.path, []),
  verdict: verdict
} AS beside
