// asset.update — descriptive fields of an asset; what is not given stays.
//
// access:  write
// params:  asset_id, given, values, now
// returns: asset_id, former_status
// rows:    maybe-one
// used by: PUT /api/assets/{asset_id}

MATCH (asset:Asset {id: $asset_id})-[:VERSION_OF]->(line:Line)
SET line._lock = true
REMOVE line._lock
WITH asset, line, asset.status AS former_status
SET asset.description = CASE WHEN 'description' IN $given THEN $values.description ELSE asset.description END,
    asset.metadata = CASE WHEN 'metadata' IN $given THEN $values.metadata ELSE asset.metadata END,
    asset.tags = CASE WHEN 'tags' IN $given THEN $values.tags ELSE asset.tags END,
    asset.license = CASE WHEN 'license' IN $given THEN $values.license ELSE asset.license END,
    asset.updated_at = $now
FOREACH (_ IN CASE WHEN 'status' IN $given THEN [1] ELSE [] END |
  SET asset.status = $values.status, asset:Listed)
// a revived tombstone of a line without a current version takes that place again
FOREACH (_ IN CASE WHEN 'status' IN $given AND NOT EXISTS { (:Asset {current_of: line.name}) }
              THEN [1] ELSE [] END | SET asset.current_of = line.name)
RETURN asset.id AS asset_id, former_status
