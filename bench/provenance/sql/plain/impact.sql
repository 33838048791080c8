-- what an update of a version touches: the first fifty of each kind, and how many there are
WITH used AS MATERIALIZED (
    SELECT DISTINCT dependent_entity_type AS kind, dependent_entity_id AS id
    FROM asset_dependencies
    WHERE asset_id = %(asset_id)s
), types AS MATERIALIZED (
    SELECT scene_type.id, scene_type.name
    FROM used
    JOIN scene_types scene_type ON scene_type.id = used.id
    WHERE used.kind = 'scene_type'
), touched AS MATERIALIZED (
    SELECT scene.id, scene.name, scene.scene_type_id, scene.project_id, true AS by_type
    FROM types
    JOIN scenes scene ON scene.scene_type_id = types.id
    WHERE scene.active
    UNION ALL
    SELECT scene.id, scene.name, scene.scene_type_id, scene.project_id, false
    FROM used
    JOIN scenes scene ON scene.id = used.id
    WHERE used.kind = 'scene' AND scene.active AND scene.scene_type_id NOT IN (SELECT id FROM types)
)
SELECT asset.id AS asset_id,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT types.id, types.name, count(scene.id) AS scene_count,
                  count(scene.id) FILTER (WHERE scene.active) AS active_scene_count,
                  (SELECT count(*)
                   FROM scenes of_type
                   JOIN segments segment ON segment.scene_id = of_type.id
                   WHERE of_type.scene_type_id = types.id) AS segment_count
           FROM (SELECT * FROM types ORDER BY id LIMIT 50) types
           LEFT JOIN scenes scene ON scene.scene_type_id = types.id
           GROUP BY types.id, types.name
           ORDER BY types.id
       ) item) AS affected_scene_types,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT id, name, scene_type_id, project_id
           FROM touched
           ORDER BY by_type DESC, CASE WHEN by_type THEN scene_type_id END, id
           LIMIT 50
       ) item) AS affected_active_scenes,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT template.id, template.name
           FROM used JOIN templates template ON template.id = used.id
           WHERE used.kind = 'template'
           ORDER BY template.id LIMIT 50
       ) item) AS affected_templates,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT job.id, job.name, job.status,
                  job.status IN ('queued', 'submitted', 'running', 'active') AS active
           FROM used JOIN jobs job ON job.id = used.id
           WHERE used.kind = 'job'
           ORDER BY job.id LIMIT 50
       ) item) AS affected_jobs,
       (SELECT json_build_object(
           'scene_types', (SELECT count(*) FROM types), 'active_scenes', (SELECT count(*) FROM touched),
           'templates', count(*) FILTER (WHERE kind = 'template'),
           'jobs', count(*) FILTER (WHERE kind = 'job')) FROM used) AS totals,
       (SELECT count(DISTINCT receipt.segment_id)
        FROM receipt_inputs made_from
        JOIN receipts receipt ON receipt.id = made_from.receipt_id
        WHERE made_from.asset_id = %(asset_id)s AND receipt.succeeded IS NOT FALSE
          AND NOT EXISTS (SELECT FROM receipts later
                          WHERE later.segment_id = receipt.segment_id AND later.number > receipt.number
                            AND later.succeeded IS NOT FALSE)) AS stale_segment_count
FROM assets asset
WHERE asset.id = %(asset_id)s
