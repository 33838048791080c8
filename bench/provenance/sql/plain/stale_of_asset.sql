-- a page of the segments that one version makes stale, each with all its reasons
WITH {{_latest}}, {{_stale}}, chosen AS MATERIALIZED (
    SELECT DISTINCT segment_id FROM stale WHERE asset_id = %(asset_id)s
)
{{_page}}
