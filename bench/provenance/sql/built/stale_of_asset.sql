-- a page of the segments that one version makes stale, each with all its reasons
WITH changed AS MATERIALIZED (
    SELECT n FROM inputs WHERE asset_id = %(asset_id)s AND is_changed
), page AS MATERIALIZED (
    SELECT DISTINCT segment_id
    FROM usages
    WHERE input_n IN (SELECT n FROM changed)
    ORDER BY segment_id
    OFFSET %(offset)s LIMIT %(limit)s
)
SELECT CASE WHEN (SELECT count(*) FROM changed) = 1
            THEN (SELECT coalesce(sum(segments_now), 0) FROM changed JOIN in_use ON in_use.input_n = changed.n)
            ELSE (SELECT count(DISTINCT segment_id) FROM changed JOIN usages ON usages.input_n = changed.n)
       END AS total,
       {{_items}} AS items
