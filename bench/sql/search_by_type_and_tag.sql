-- assets of a type with a tag, best rated first
WITH rated AS (
    SELECT asset_id, sum(rating)::float8 / count(*) AS avg_rating, count(*) AS rating_count
    FROM asset_ratings
    GROUP BY asset_id
), page AS (
    SELECT asset.*, coalesce(rated.avg_rating, 0) AS avg_rating, coalesce(rated.rating_count, 0) AS rating_count
    FROM assets asset
    LEFT JOIN rated ON rated.asset_id = asset.id
    WHERE asset.asset_type = %(asset_type)s AND asset.tags @> %(tags)s::text[]
    ORDER BY coalesce(rated.avg_rating, 0) DESC, asset.id DESC
    LIMIT %(limit)s OFFSET %(offset)s
)
SELECT (SELECT count(*) FROM assets asset WHERE asset.asset_type = %(asset_type)s AND asset.tags @> %(tags)s::text[]) AS total,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT asset.id, asset.name, asset.version, asset.version_number, asset.is_current, asset.previous_version_id,
                  asset.asset_type, asset.status, asset.placeholder, asset.file_path, asset.file_size_bytes,
                  asset.checksum_sha256, asset.description, asset.metadata, asset.tags, asset.license, asset.origin,
                  asset.registered_by, asset.created_at, asset.updated_at,
                  asset.avg_rating, asset.rating_count,
                  (SELECT count(*) FROM asset_dependencies used WHERE used.asset_id = asset.id) AS dependency_count
           FROM page asset
           ORDER BY asset.avg_rating DESC, asset.id DESC
       ) item) AS items
