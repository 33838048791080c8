// staleness._groups — the stale segments by what they used: of the `changed` inputs, each with its usages; and those `unknown` usages leave.

CALL (changed) {
  UNWIND changed AS one
  WITH one.input AS input, one.usages AS usages
  {{input._shown}}
  {{acceptance._places}}
  UNWIND usages AS usage
  WITH shown, places, project_ids, usage, usage.project_id AS project_id
  MATCH (usage)<-[:USES_NOW]-(segment)-[:IN_SCENE]->(scene)
  WITH shown, segment, scene, {{acceptance._covers}} AS is_accepted
  WITH shown, collect(DISTINCT CASE WHEN is_accepted THEN null ELSE segment END) AS segments,
              collect(DISTINCT CASE WHEN is_accepted THEN null ELSE scene END) AS scenes,
              collect(DISTINCT CASE WHEN is_accepted THEN segment END) AS accepted_segments
  RETURN collect(CASE WHEN segments <> [] THEN {shown: shown, segments: segments, scenes: scenes} END) AS groups,
         collect(accepted_segments) AS accepted_by_group
}
CALL (groups) {
  UNWIND groups AS group
  UNWIND group.segments AS segment
  RETURN collect(DISTINCT segment) AS stale
}
CALL (accepted_by_group, stale) {
  // all that makes them stale is accepted
  UNWIND accepted_by_group AS accepted_segments
  UNWIND accepted_segments AS segment
  WITH DISTINCT segment, stale WHERE NOT segment IN stale
  RETURN collect(segment) AS accepted
}
CALL (groups) {
  UNWIND groups AS group
  UNWIND group.scenes AS scene
  RETURN count(DISTINCT scene) AS total_stale_scenes
}
CALL (unknown, stale, accepted) {
  // whose model nobody knows: by degrees, but for those that are stale or accepted anyway
  WITH reduce(total = 0, usage IN unknown | total + COUNT { (usage)<-[:USES_NOW]-() }) AS all_unknown,
       stale + accepted AS looked_at, unknown
  CALL (all_unknown, looked_at, unknown) {
    // from the side that is shorter
    WITH all_unknown, looked_at, unknown WHERE all_unknown <= size(looked_at)
    UNWIND unknown AS usage
    MATCH (usage)<-[:USES_NOW]-(segment)
    WHERE segment IN looked_at
    RETURN count(*) AS part
    UNION ALL
    WITH all_unknown, looked_at, unknown WHERE all_unknown > size(looked_at)
    UNWIND looked_at AS segment
    MATCH (segment)-[:USES_NOW]->(usage)
    WHERE usage IN unknown
    RETURN count(*) AS part
  }
  WITH all_unknown, sum(part) AS stale_anyway
  RETURN all_unknown - stale_anyway AS total_unknown_segments
}
CALL (groups) {
  UNWIND groups AS group
  WITH group.shown AS shown, size(group.segments) AS affected_segments, size(group.scenes) AS affected_scenes
  ORDER BY affected_segments DESC, affected_scenes DESC, shown.asset_name, shown.asset_type, shown.asset_id
  LIMIT $limit
  RETURN collect(shown {.*, affected_segments: affected_segments, affected_scenes: affected_scenes}) AS by_asset
}
