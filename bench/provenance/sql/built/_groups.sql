groups AS MATERIALIZED (
    SELECT input_n, count(*) AS affected_segments, count(DISTINCT scene_n) AS affected_scenes
    FROM stale
    GROUP BY input_n
)
