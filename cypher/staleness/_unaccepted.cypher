// staleness._unaccepted — of rows `input`, `key`, `segment` of changed inputs that nobody ever accepted: by input the segments that it makes stale with their scenes.

WITH input, key, segment, segment.scene_id AS scene_id
RETURN input, key, collect(segment) AS segments_of_input, collect(DISTINCT scene_id) AS scenes_of_input,
       [] AS accepted_of_input
