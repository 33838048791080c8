// asset.make_current — this version of a locked line becomes its current one, in one write.
//
// access:  write
// params:  asset_id, now
// returns: asset_id, former_id, status
// rows:    maybe-one
// used by: POST /api/assets, POST /api/assets/{asset_id}/make-current

MATCH (asset:Asset {id: $asset_id})-[:VERSION_OF]->(line:Line)
OPTIONAL MATCH (former:Asset {current_of: line.name})
WITH asset, line, former, asset.status AS status,
     asset.status <> 'removed' AND (former IS NULL OR former <> asset) AS moves
FOREACH (_ IN CASE WHEN moves AND former IS NOT NULL THEN [1] ELSE [] END | REMOVE former.current_of)
FOREACH (_ IN CASE WHEN moves THEN [1] ELSE [] END |
  SET asset.current_of = line.name, asset.updated_at = $now)
RETURN asset.id AS asset_id, former.id AS former_id, status
