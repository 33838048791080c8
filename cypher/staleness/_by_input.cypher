// staleness._by_input — of changed inputs, each with its `key` and what `_unaccepted` or `_parted` says of it: the stale segments by what they used, most affected first, as `groups`; those accepted as `accepted_by_group`.

WITH *
WHERE segments_of_input <> [] OR accepted_of_input <> []
// several inputs may mean the same: one asset recorded with a hash, without one, and by its bytes alone
WITH {{input._meant}} AS meant, head(collect(input)) AS input, head(collect(key)) AS key, collect(segments_of_input) AS segment_lists,
     collect(scenes_of_input) AS scene_lists, collect(accepted_of_input) AS accepted_lists
WITH meant, input, key,
     CASE size(segment_lists) WHEN 1 THEN segment_lists[0]
       ELSE COLLECT { UNWIND segment_lists AS list UNWIND list AS segment RETURN DISTINCT segment } END AS segments,
     CASE size(scene_lists) WHEN 1 THEN scene_lists[0]
       ELSE COLLECT { UNWIND scene_lists AS list UNWIND list AS scene_id RETURN DISTINCT scene_id } END AS scene_ids,
     CASE size(accepted_lists) WHEN 1 THEN accepted_lists[0]
       ELSE COLLECT { UNWIND accepted_lists AS list UNWIND list AS segment RETURN DISTINCT segment } END AS accepted_segments
// sorted here, where a row holds its own segments: later each would be counted with those of all
ORDER BY size(segments) DESC, size(scene_ids) DESC, meant
WITH collect(CASE WHEN segments <> [] THEN {
       meant: meant, input: input, key: key, segments: segments, scene_ids: scene_ids
     } END) AS groups,
     collect(CASE WHEN accepted_segments <> [] THEN accepted_segments END) AS accepted_by_group
RETURN groups, accepted_by_group
