-- dependents of an asset, and the scenes of scene types among them; counts of distinct things, one page
WITH used AS MATERIALIZED (
    SELECT * FROM asset_dependencies WHERE asset_id = %(asset_id)s
), reached AS MATERIALIZED (
    SELECT id AS dependency_id, dependent_entity_type AS kind, dependent_entity_id AS entity_id,
           dependency_role AS role, weight, created_at, NULL::text COLLATE "C" AS way
    FROM used
    UNION ALL
    SELECT used.id, 'scene', scene.id, used.dependency_role, used.weight, NULL, scene.scene_type_id
    FROM used
    JOIN scenes scene ON scene.scene_type_id = used.dependent_entity_id
    WHERE used.dependent_entity_type = 'scene_type'
)
SELECT asset.id AS asset_id,
       (SELECT count(*) FROM reached) AS total,
       (SELECT json_object_agg(kind, entities) FROM (
           SELECT kind, count(DISTINCT entity_id) AS entities FROM reached GROUP BY kind
           UNION ALL
           SELECT 'segment', count(*)
           FROM segments
           WHERE scene_id IN (SELECT entity_id FROM reached WHERE kind = 'scene')
           HAVING count(*) > 0
       ) by_type) AS by_type,
       (SELECT json_agg(item) FROM (
           SELECT CASE WHEN way.id IS NULL THEN used.dependency_id END AS dependency_id, used.kind AS entity_type,
                  used.entity_id, coalesce(scene_type.name, scene.name, template.name, job.name) AS entity_name,
                  used.role, used.weight, asset.id AS asset_id, asset.version AS asset_version,
                  way.id IS NULL AS direct,
                  CASE WHEN way.id IS NULL THEN '[]'::json
                       ELSE json_build_array(json_build_object(
                           'entity_type', 'scene_type', 'entity_id', way.id, 'entity_name', way.name))
                  END AS via,
                  coalesce(scene.active, job.status IN ('queued', 'submitted', 'running', 'active')) AS active,
                  CASE used.kind WHEN 'scene' THEN
                      (SELECT count(*) FROM segments segment WHERE segment.scene_id = used.entity_id)
                  END AS segment_count,
                  used.created_at
           FROM (
               SELECT * FROM reached ORDER BY kind, entity_id, role, dependency_id
               LIMIT %(limit)s OFFSET %(offset)s
           ) used
           LEFT JOIN scene_types way ON way.id = used.way
           LEFT JOIN scene_types scene_type ON used.kind = 'scene_type' AND scene_type.id = used.entity_id
           LEFT JOIN scenes scene ON used.kind = 'scene' AND scene.id = used.entity_id
           LEFT JOIN templates template ON used.kind = 'template' AND template.id = used.entity_id
           LEFT JOIN jobs job ON used.kind = 'job' AND job.id = used.entity_id
           ORDER BY used.kind, used.entity_id, used.role, used.dependency_id
       ) item) AS items
FROM assets asset
WHERE asset.id = %(asset_id)s
