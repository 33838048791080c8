// staleness._by_input — of changed inputs, each with what `_parted` says of it: the stale segments by what they used, most affected first, as `groups`; those accepted as `accepted_by_group`.

WITH * WHERE segments_of_input <> [] OR accepted_of_input <> []
{{input._shown}}
// several inputs may mean the same: a content that got an asset, and that asset
WITH shown, collect(segments_of_input) AS segment_lists, collect(scenes_of_input) AS scene_lists,
     collect(accepted_of_input) AS accepted_lists
CALL (segment_lists, scene_lists, accepted_lists) {
  WITH segment_lists, scene_lists, accepted_lists WHERE size(segment_lists) = 1
  RETURN segment_lists[0] AS segments, scene_lists[0] AS scene_ids, accepted_lists[0] AS accepted_segments
  UNION ALL
  WITH segment_lists, scene_lists, accepted_lists WHERE size(segment_lists) > 1
  CALL (segment_lists) {
    UNWIND segment_lists AS list
    UNWIND list AS segment
    RETURN collect(DISTINCT segment) AS segments
  }
  CALL (scene_lists) {
    UNWIND scene_lists AS list
    UNWIND list AS scene_id
    RETURN collect(DISTINCT scene_id) AS scene_ids
  }
  CALL (accepted_lists) {
    UNWIND accepted_lists AS list
    UNWIND list AS segment
    RETURN collect(DISTINCT segment) AS accepted_segments
  }
  RETURN segments, scene_ids, accepted_segments
}
// sorted here, where a row holds its own segments: later each would be counted with those of all
WITH shown, segments, scene_ids, accepted_segments
ORDER BY size(segments) DESC, size(scene_ids) DESC, shown.asset_name, shown.asset_type, shown.asset_id
WITH collect(CASE WHEN segments <> [] THEN {shown: shown, segments: segments, scene_ids: scene_ids} END) AS groups,
     collect(CASE WHEN accepted_segments <> [] THEN accepted_segments END) AS accepted_by_group
RETURN groups, accepted_by_group
