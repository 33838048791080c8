-- direct dependents of an asset: how many, how many of each type, one page
WITH used AS MATERIALIZED (
    SELECT * FROM asset_dependencies WHERE asset_id = %(asset_id)s
)
SELECT asset.id AS asset_id,
       (SELECT count(*) FROM used) AS total,
       (SELECT json_object_agg(kind, entities) FROM (
           SELECT dependent_entity_type AS kind, count(DISTINCT dependent_entity_id) AS entities
           FROM used GROUP BY dependent_entity_type ORDER BY dependent_entity_type
       ) by_type) AS by_type,
       (SELECT json_agg(item) FROM (
           SELECT used.id AS dependency_id, used.dependent_entity_type AS entity_type,
                  used.dependent_entity_id AS entity_id,
                  coalesce(scene_type.name, scene.name, template.name, job.name) AS entity_name,
                  used.dependency_role AS role, used.weight, asset.id AS asset_id, asset.version AS asset_version,
                  true AS direct, '[]'::json AS via,
                  coalesce(scene.active, job.status IN ('queued', 'submitted', 'running', 'active')) AS active,
                  used.created_at
           FROM (
               SELECT * FROM used
               ORDER BY dependent_entity_type, dependent_entity_id, dependency_role, id
               LIMIT %(limit)s OFFSET %(offset)s
           ) used
           LEFT JOIN scene_types scene_type
               ON used.dependent_entity_type = 'scene_type' AND scene_type.id = used.dependent_entity_id
           LEFT JOIN scenes scene ON used.dependent_entity_type = 'scene' AND scene.id = used.dependent_entity_id
           LEFT JOIN templates template
               ON used.dependent_entity_type = 'template' AND template.id = used.dependent_entity_id
           LEFT JOIN jobs job ON used.dependent_entity_type = 'job' AND job.id = used.dependent_entity_id
           ORDER BY used.dependent_entity_type, used.dependent_entity_id, used.dependency_role, used.id
       ) item) AS items
FROM assets asset
WHERE asset.id = %(asset_id)s
