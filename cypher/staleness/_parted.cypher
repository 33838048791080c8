// staleness._parted — of the rows `segment`, `usage` of one changed input that somebody accepted once: the segments that it makes stale with their scenes, and those for which it is accepted.

WITH segment, segment.scene_id AS scene_id, in_segments, in_scenes, in_projects,
     // asked for only where somebody accepted it for a project
     CASE WHEN in_projects <> [] THEN usage.project_id END AS project_id
WITH segment, scene_id, {{acceptance._covers}} AS is_accepted
RETURN collect(CASE WHEN is_accepted THEN null ELSE segment END) AS segments_of_input,
       collect(DISTINCT CASE WHEN is_accepted THEN null ELSE scene_id END) AS scenes_of_input,
       collect(CASE WHEN is_accepted THEN segment END) AS accepted_of_input
