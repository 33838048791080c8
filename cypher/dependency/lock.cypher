// dependency.lock — the entity (first) and the asset of a dependency, both locked, as far as they are there.
//
// access:  write
// params:  entity_key, asset_id
// returns: entity, asset, status
// rows:    one
// used by: POST /api/assets/{asset_id}/dependencies

OPTIONAL MATCH (found_entity:Entity {key: $entity_key})
SET found_entity._lock = true
REMOVE found_entity._lock
WITH found_entity
OPTIONAL MATCH (found_asset:Asset {id: $asset_id})
SET found_asset._lock = true
REMOVE found_asset._lock
WITH found_entity, found_asset
RETURN found_entity IS NOT NULL AS entity, found_asset IS NOT NULL AS asset, found_asset.status AS status
