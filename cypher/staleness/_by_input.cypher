// staleness._by_input — of rows `input, is_changed, usages`: the stale segments by what they used, most affected first, as `groups`; those accepted; and the usages of unknown models.

CALL (input, is_changed) {
  WITH input, is_changed WHERE is_changed
  {{input._shown}}
  RETURN shown
  UNION ALL
  WITH input, is_changed WHERE NOT is_changed
  RETURN null AS shown
}
{{acceptance._places}}
UNWIND usages AS usage
CALL (usage, is_changed) {
  WITH usage, is_changed WHERE is_changed
  MATCH (usage)<-[:USES_NOW]-(segment)
  RETURN segment, segment.scene_id AS scene_id
  UNION ALL
  WITH usage, is_changed WHERE NOT is_changed
  RETURN null AS segment, null AS scene_id
}
// asked for only where somebody accepted it for a project
WITH shown, in_segments, in_scenes, in_projects, usage, is_changed, segment, scene_id,
     CASE WHEN in_projects <> [] THEN usage.project_id END AS project_id
WITH shown, CASE WHEN NOT is_changed THEN usage END AS unknown_usage, segment, scene_id, {{acceptance._covers}} AS is_accepted
WITH shown, collect(DISTINCT unknown_usage) AS unknown_usages,
     collect(DISTINCT CASE WHEN is_accepted THEN null ELSE segment END) AS segments,
     collect(DISTINCT CASE WHEN is_accepted THEN null ELSE scene_id END) AS scene_ids,
     collect(DISTINCT CASE WHEN is_accepted THEN segment END) AS accepted_segments
// sorted here, where a row holds its own segments: later each would be counted with those of all
ORDER BY size(segments) DESC, size(scene_ids) DESC, shown.asset_name, shown.asset_type, shown.asset_id
WITH shown {.*, affected_segments: size(segments), affected_scenes: size(scene_ids)} AS said,
     unknown_usages, segments, scene_ids, accepted_segments
WITH collect(CASE WHEN segments <> [] THEN {said: said, segments: segments, scene_ids: scene_ids} END) AS groups,
     collect(CASE WHEN accepted_segments <> [] THEN accepted_segments END) AS accepted_by_group,
     collect(unknown_usages) AS unknown_by_group
RETURN groups, accepted_by_group, reduce(found = [], usages IN unknown_by_group | found + usages) AS unknown
