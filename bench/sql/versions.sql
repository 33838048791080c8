-- the versions of an asset's line, newest first
SELECT count(*) OVER () AS total,
       line.id, line.version, line.version_number, line.status, line.placeholder, line.is_current,
       line.created_at, line.registered_by, line.checksum_sha256, 0 AS usage_count
FROM assets asset
JOIN assets line ON line.name = asset.name
WHERE asset.id = %(asset_id)s
ORDER BY line.version_number DESC
LIMIT %(limit)s OFFSET %(offset)s
