// asset.update — descriptive fields of a locked asset; what is not given stays.
//
// access:  write
// params:  asset_id, given, values, now
// returns: became_current
// rows:    maybe-one
// used by: PUT /api/assets/{asset_id}

MATCH (asset:Asset {id: $asset_id})
SET asset.description = CASE WHEN 'description' IN $given THEN $values.description ELSE asset.description END,
    asset.metadata = CASE WHEN 'metadata' IN $given THEN $values.metadata ELSE asset.metadata END,
    asset.tags = CASE WHEN 'tags' IN $given THEN $values.tags ELSE asset.tags END,
    asset.license = CASE WHEN 'license' IN $given THEN $values.license ELSE asset.license END,
    asset.status = CASE WHEN 'status' IN $given THEN $values.status ELSE asset.status END,
    asset.updated_at = CASE WHEN size($given) > 0 THEN $now ELSE asset.updated_at END
// a revived tombstone is listed again, and current again where its line has no current version
WITH asset, asset.status <> 'removed' AS listed,
     asset.status <> 'removed' AND NOT EXISTS { (:Asset {current_of: asset.name}) } AS became_current
FOREACH (_ IN CASE WHEN listed THEN [1] ELSE [] END | SET asset:Listed)
FOREACH (_ IN CASE WHEN became_current THEN [1] ELSE [] END | SET asset.current_of = asset.name)
RETURN became_current
