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
WITH 1 AS locked
// looked at again under the locks: whoever held them may have deleted either
OPTIONAL MATCH (asset_now:Asset {id: $asset_id})
RETURN EXISTS { (:Entity {key: $entity_key}) } AS entity, asset_now IS NOT NULL AS asset, asset_now.status AS status
