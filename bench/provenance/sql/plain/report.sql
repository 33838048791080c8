-- what is stale anywhere, grouped by what was used
WITH {{_latest}}, {{_stale}}, counted AS (
    SELECT count(*) AS segments FROM segments
)
SELECT NULL AS project_id, counted.segments AS total_segments,
       counted.segments - (SELECT count(*) FROM latest) AS total_segments_without_receipt,
{{_totals}}
FROM counted
