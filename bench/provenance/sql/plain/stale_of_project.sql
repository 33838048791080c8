-- a page of the stale segments of a project, each with all its reasons
WITH {{_latest_of_project}}, {{_stale}}, chosen AS MATERIALIZED (
    SELECT DISTINCT segment_id FROM stale
)
{{_page}}
