// staleness._groups — the stale segments by what they used: of the `changed` inputs, each with its usages; and those `unknown` usages leave.

CALL (changed) {
  UNWIND changed AS one
  WITH one.input AS input, one.usages AS usages
  {{input._shown}}
  UNWIND usages AS usage
  MATCH (usage)<-[:USES_NOW]-(segment:Segment)-[:IN_SCENE]->(scene:Scene)
  WITH shown, collect(DISTINCT segment) AS segments, collect(DISTINCT scene) AS scenes
  RETURN collect({shown: shown, segments: segments, scenes: scenes}) AS groups
}
CALL (groups) {
  UNWIND groups AS group
  UNWIND group.segments AS segment
  RETURN collect(DISTINCT segment) AS stale
}
CALL (groups) {
  UNWIND groups AS group
  UNWIND group.scenes AS scene
  RETURN count(DISTINCT scene) AS total_stale_scenes
}
CALL (unknown, stale) {
  // whose model nobody knows: by degrees, but for those that are stale anyway
  WITH reduce(total = 0, usage IN unknown | total + COUNT { (usage)<-[:USES_NOW]-() }) AS all_unknown,
       CASE WHEN unknown = [] THEN [] ELSE stale END AS looked_at, unknown
  UNWIND CASE WHEN looked_at = [] THEN [null] ELSE looked_at END AS segment
  OPTIONAL MATCH (segment)-[:USES_NOW]->(usage) WHERE usage IN unknown
  WITH all_unknown, count(usage) AS stale_anyway
  RETURN all_unknown - stale_anyway AS total_unknown_segments
}
CALL (groups) {
  UNWIND groups AS group
  WITH group.shown AS shown, size(group.segments) AS affected_segments, size(group.scenes) AS affected_scenes
  ORDER BY affected_segments DESC, affected_scenes DESC, shown.asset_name, shown.asset_type, shown.asset_id
  LIMIT $limit
  RETURN collect(shown {.*, affected_segments: affected_segments, affected_scenes: affected_scenes}) AS by_asset
}
