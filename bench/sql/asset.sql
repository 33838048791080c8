-- one asset with its first notes, its ratings and what depends on it
WITH used AS MATERIALIZED (
    SELECT * FROM asset_dependencies WHERE asset_id = %(asset_id)s
), rated AS MATERIALIZED (
    SELECT * FROM asset_ratings WHERE asset_id = %(asset_id)s
)
SELECT
       asset.id, asset.name, asset.version, asset.version_number, asset.is_current, asset.previous_version_id, asset.asset_type,
       asset.status, asset.placeholder, asset.file_path, asset.file_size_bytes, asset.checksum_sha256, asset.description,
       asset.metadata, asset.tags, asset.license, asset.origin, asset.registered_by, asset.created_at, asset.updated_at,
       coalesce((SELECT sum(rating)::float8 / count(*) FROM rated), 0) AS avg_rating,
       (SELECT count(*) FROM rated) AS rating_count,
       (SELECT count(*) FROM used) AS dependency_count,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT id, asset_id, related_asset_id, note_text, severity, author_id, created_at, updated_at
           FROM asset_notes note
           WHERE note.asset_id = asset.id OR note.related_asset_id = asset.id
           ORDER BY severity_rank, created_at DESC, id DESC
           LIMIT 50
       ) item) AS notes,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT asset_id, rating, review_text, created_at, updated_at, reviewer_id
           FROM rated ORDER BY updated_at DESC, reviewer_id LIMIT 10
       ) item) AS latest_ratings,
       (SELECT coalesce(json_object_agg(kind, entities), '{}') FROM (
           SELECT dependent_entity_type AS kind, count(DISTINCT dependent_entity_id) AS entities
           FROM used GROUP BY dependent_entity_type ORDER BY dependent_entity_type
       ) by_type) AS by_type,
       (SELECT coalesce(json_agg(item), '[]') FROM (
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
               LIMIT 50 OFFSET 0
           ) used
           LEFT JOIN scene_types scene_type
               ON used.dependent_entity_type = 'scene_type' AND scene_type.id = used.dependent_entity_id
           LEFT JOIN scenes scene ON used.dependent_entity_type = 'scene' AND scene.id = used.dependent_entity_id
           LEFT JOIN templates template
               ON used.dependent_entity_type = 'template' AND template.id = used.dependent_entity_id
           LEFT JOIN jobs job ON used.dependent_entity_type = 'job' AND job.id = used.dependent_entity_id
           ORDER BY used.dependent_entity_type, used.dependent_entity_id, used.dependency_role, used.id
       ) item) AS dependents
FROM assets asset
WHERE asset.id = %(asset_id)s
