-- what an update of a version touches: the first fifty of each kind, and how many there are
WITH used AS MATERIALIZED (
    SELECT DISTINCT kind, id, name, status FROM asset_users WHERE asset_id = %(asset_id)s
), types AS MATERIALIZED (
    SELECT scene_type.*
    FROM used
    JOIN scene_types scene_type ON scene_type.id = used.id
    WHERE used.kind = 'scene_type'
), further AS MATERIALIZED (
    SELECT scene.*
    FROM used
    JOIN scenes scene ON scene.id = used.id
    WHERE used.kind = 'scene' AND scene.active AND scene.scene_type_id NOT IN (SELECT id FROM types)
)
SELECT %(asset_id)s AS asset_id,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT id, name, scene_count, active_scene_count, segment_count FROM types ORDER BY id LIMIT 50
       ) item) AS affected_scene_types,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT id, name, scene_type_id, project_id FROM (
               SELECT scene.*, 0 AS rank
               FROM (SELECT id FROM types ORDER BY id) types
               CROSS JOIN LATERAL (
                   SELECT scenes.id, scenes.name, scenes.scene_type_id, scenes.project_id
                   FROM scenes
                   WHERE scenes.scene_type_id = types.id AND scenes.active
                   ORDER BY scenes.id LIMIT 50
               ) scene
               UNION ALL
               SELECT id, name, scene_type_id, project_id, 1 FROM further
               LIMIT 50
           ) touched
           ORDER BY rank, CASE rank WHEN 0 THEN scene_type_id END, id
       ) item) AS affected_active_scenes,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT id, name FROM used WHERE kind = 'template' ORDER BY id LIMIT 50
       ) item) AS affected_templates,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT id, name, status, status IN ('queued', 'submitted', 'running', 'active') AS active
           FROM used WHERE kind = 'job' ORDER BY id LIMIT 50
       ) item) AS affected_jobs,
       (SELECT json_build_object(
           'scene_types', (SELECT count(*) FROM types),
           'active_scenes', (SELECT coalesce(sum(active_scene_count), 0) FROM types)
                            + (SELECT count(*) FROM further),
           'templates', count(*) FILTER (WHERE kind = 'template'),
           'jobs', count(*) FILTER (WHERE kind = 'job')) FROM used) AS totals,
       (SELECT coalesce(sum(in_use.segments_now), 0)
        FROM inputs input
        JOIN in_use ON in_use.input_n = input.n
        WHERE input.asset_id = %(asset_id)s) AS stale_segment_count
