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
  MATCH (usage)<-[:USES_NOW]-(segment)-[:IN_SCENE]->(scene)
  RETURN segment, scene
  UNION ALL
  WITH usage, is_changed WHERE NOT is_changed
  RETURN null AS segment, null AS scene
}
// asked for only where somebody accepted it for a project
WITH shown, places, project_ids, usage, is_changed, segment, scene,
     CASE WHEN project_ids <> [] THEN usage.project_id END AS project_id
WITH shown, CASE WHEN NOT is_changed THEN usage END AS unknown_usage, segment, scene, {{acceptance._covers}} AS is_accepted
WITH shown, collect(DISTINCT unknown_usage) AS unknown_usages,
     collect(DISTINCT CASE WHEN is_accepted THEN null ELSE segment END) AS segments,
     collect(DISTINCT CASE WHEN is_accepted THEN null ELSE scene END) AS scenes,
     collect(DISTINCT CASE WHEN is_accepted THEN segment END) AS accepted_segments
// sorted here, where a row holds its own segments: later each would be counted with those of all
ORDER BY size(segments) DESC, size(scenes) DESC, shown.asset_name, shown.asset_type, shown.asset_id
WITH shown {.*, affected_segments: size(segments), affected_scenes: size(scenes)} AS said,
     unknown_usages, segments, scenes, accepted_segments
WITH collect(CASE WHEN segments <> [] THEN {said: said, segments: segments, scenes: scenes} END) AS groups,
     collect(CASE WHEN accepted_segments <> [] THEN accepted_segments END) AS accepted_by_group,
     collect(unknown_usages) AS unknown_by_group
RETURN groups, accepted_by_group, reduce(found = [], usages IN unknown_by_group | found + usages) AS unknown
