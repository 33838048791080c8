// staleness._groups — what the `groups` of stale segments, those `accepted_by_group` and the `unknown` usages come to.

CALL (groups) {
  UNWIND groups AS group
  UNWIND group.segments AS segment
  RETURN collect(DISTINCT segment) AS stale
}
CALL (accepted_by_group, stale) {
  // all that makes them stale is accepted
  UNWIND accepted_by_group AS accepted_segments
  UNWIND accepted_segments AS segment
  WITH DISTINCT segment
  WHERE NOT segment IN stale
  RETURN collect(segment) AS accepted
}
CALL (groups) {
  UNWIND groups AS group
  UNWIND group.scene_ids AS scene_id
  RETURN count(DISTINCT scene_id) AS total_stale_scenes
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
  // what changed is looked up for those alone that are told
  WITH groups[..$limit] AS told
  CALL (told) {
    UNWIND told AS group
    WITH group WHERE group.key STARTS WITH 'asset:'
    // sought by its id: an input that many projects use would be walked whole
    MATCH (asset:Asset {id: group.meant})
    OPTIONAL MATCH (current:Asset {current_of: asset.name})
    RETURN group, {{input._asset_shown}} AS shown
    UNION ALL
    UNWIND told AS group
    WITH group, group.input AS input WHERE NOT group.key STARTS WITH 'asset:'
    {{input._shown}}
    RETURN group, shown
  }
  WITH shown, size(group.segments) AS affected_segments, size(group.scene_ids) AS affected_scenes
  ORDER BY affected_segments DESC, affected_scenes DESC, shown.asset_name, shown.asset_type, shown.asset_id
  RETURN collect(shown {.*, affected_segments: affected_segments, affected_scenes: affected_scenes}) AS by_asset
}
