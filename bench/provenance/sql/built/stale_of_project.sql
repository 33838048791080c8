-- a page of the stale segments of a project, each with all its reasons
WITH {{_stale_of_project}}, chosen AS MATERIALIZED (
    SELECT DISTINCT segment_id FROM stale
), page AS MATERIALIZED (
    SELECT segment_id FROM chosen ORDER BY segment_id OFFSET %(offset)s LIMIT %(limit)s
)
SELECT (SELECT count(*) FROM chosen) AS total, {{_items}} AS items
