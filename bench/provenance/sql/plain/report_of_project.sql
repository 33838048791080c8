-- what is stale in a project, grouped by what was used
WITH {{_latest_of_project}}, {{_stale}}, counted AS (
    SELECT count(*) AS segments
    FROM scenes scene
    JOIN segments segment ON segment.scene_id = scene.id
    WHERE scene.project_id = %(project_id)s
)
SELECT project.id AS project_id, counted.segments AS total_segments,
       counted.segments - (SELECT count(*) FROM latest) AS total_segments_without_receipt,
{{_totals}}
FROM projects project, counted
WHERE project.id = %(project_id)s
