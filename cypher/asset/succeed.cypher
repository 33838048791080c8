// asset.succeed — the highest remaining version of a locked line without a current one becomes current.
//
// access:  write
// params:  name, now
// returns: asset_id
// rows:    maybe-one
// used by: DELETE /api/assets/{asset_id}

MATCH (line:Line {name: $name})
WHERE NOT EXISTS { (:Asset {current_of: $name}) }
MATCH (line)<-[:VERSION_OF]-(asset:Asset)
WHERE asset.status <> 'removed'
WITH asset ORDER BY asset.version_number DESC LIMIT 1
SET asset.current_of = $name, asset.updated_at = $now
RETURN asset.id AS asset_id
