// staleness._groups — what the `groups` of stale segments, those `accepted_by_group` and the `unknown` usages come to; `by_asset` are lists, read by depgraph.provenance.report.

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
  // what changed is looked up for those alone that are told; as lists, for names in each of them cost as much as what they say
  WITH groups[..$limit] AS told
  CALL (told) {
    UNWIND [group IN told WHERE group.key STARTS WITH 'asset:'] AS group
    WITH group.meant AS asset_id, size(group.segments) AS affected_segments, size(group.scene_ids) AS affected_scenes
    // sought by its id: an input that many projects use would be walked whole
    MATCH (asset:Asset {id: asset_id})
    OPTIONAL MATCH (current:Asset {current_of: asset.name})
    RETURN asset_id, asset.name AS asset_name, asset.asset_type AS asset_type, asset.version AS receipt_version,
           current.version AS current_version, current.id AS current_asset_id, affected_segments, affected_scenes
    UNION ALL
    UNWIND [group IN told WHERE NOT group.key STARTS WITH 'asset:'] AS group
    WITH group.input AS input, size(group.segments) AS affected_segments, size(group.scene_ids) AS affected_scenes
    {{input._shown}}
    RETURN shown.asset_id AS asset_id, shown.asset_name AS asset_name, shown.asset_type AS asset_type,
           shown.receipt_version AS receipt_version, shown.current_version AS current_version,
           shown.current_asset_id AS current_asset_id, affected_segments, affected_scenes
  }
  WITH asset_id, asset_name, asset_type, receipt_version, current_version, current_asset_id, affected_segments, affected_scenes
  ORDER BY affected_segments DESC, affected_scenes DESC, asset_name, asset_type, asset_id
  RETURN collect([
    asset_id, asset_name, asset_type, receipt_version, current_version, current_asset_id, affected_segments, affected_scenes
  ]) AS by_asset
}
