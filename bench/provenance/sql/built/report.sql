-- what is stale anywhere, grouped by what was used
WITH stale AS MATERIALIZED (
    SELECT usages.input_n, usages.segment_id, usages.scene_n
    FROM inputs input
    JOIN usages ON usages.input_n = input.n
    WHERE input.is_changed
), unknown AS MATERIALIZED (
    SELECT in_use.*
    FROM inputs input
    JOIN in_use ON in_use.input_n = input.n
    WHERE input.is_unknown_model
), {{_groups}}
SELECT NULL AS project_id, counted.segments AS total_segments,
       counted.segments - counted.made AS total_segments_without_receipt,
{{_totals}}
FROM (SELECT sum(segment_count) AS segments, sum(made_count) AS made FROM projects) counted
