-- assets whose name holds a text, by name
WITH page AS (
    SELECT * FROM assets asset
    WHERE position(%(name)s in lower(asset.name)) > 0
    ORDER BY asset.name, asset.id
    LIMIT %(limit)s OFFSET %(offset)s
)
SELECT (SELECT count(*) FROM assets WHERE position(%(name)s in lower(name)) > 0) AS total,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT asset.id, asset.name, asset.version, asset.version_number, asset.is_current, asset.previous_version_id,
                  asset.asset_type, asset.status, asset.placeholder, asset.file_path, asset.file_size_bytes,
                  asset.checksum_sha256, asset.description, asset.metadata, asset.tags, asset.license, asset.origin,
                  asset.registered_by, asset.created_at, asset.updated_at,
                  coalesce(rated.avg_rating, 0) AS avg_rating, rated.rating_count,
                  (SELECT count(*) FROM asset_dependencies used WHERE used.asset_id = asset.id) AS dependency_count
           FROM page asset
           CROSS JOIN LATERAL (
               SELECT sum(rating)::float8 / count(*) AS avg_rating, count(*) AS rating_count
               FROM asset_ratings rating
               WHERE rating.asset_id = asset.id
           ) rated
           ORDER BY asset.name, asset.id
       ) item) AS items
