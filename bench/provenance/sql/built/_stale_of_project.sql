chosen_project AS MATERIALIZED (
    SELECT * FROM projects WHERE id = %(project_id)s
), changed AS MATERIALIZED (
    SELECT in_use.project_n, in_use.input_n
    FROM chosen_project
    JOIN in_use ON in_use.project_n = chosen_project.n
    JOIN inputs input ON input.n = in_use.input_n
    WHERE input.is_changed AND in_use.segments_now > 0
), stale AS MATERIALIZED (
    SELECT usages.input_n, usages.segment_id, usages.scene_n
    FROM changed
    JOIN usages ON usages.project_n = changed.project_n AND usages.input_n = changed.input_n
)
