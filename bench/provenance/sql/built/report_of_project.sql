-- what is stale in a project, grouped by what was used
WITH {{_stale_of_project}}, unknown AS MATERIALIZED (
    SELECT in_use.*
    FROM chosen_project
    JOIN in_use ON in_use.project_n = chosen_project.n
    JOIN inputs input ON input.n = in_use.input_n
    WHERE input.is_unknown_model
), {{_groups}}
SELECT project.id AS project_id, project.segment_count AS total_segments,
       project.segment_count - project.made_count AS total_segments_without_receipt,
{{_totals}}
FROM chosen_project project
