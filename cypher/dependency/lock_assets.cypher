// dependency.lock_assets — the assets that an entity uses or is to use, locked in the order of their ids.
//
// access:  write
// params:  entity_key, asset_ids
// returns: asset_id, status
// rows:    many
// used by: PUT and DELETE of entities

MATCH (entity:Entity {key: $entity_key})
CALL (entity) {
  MATCH (entity)-[:USES]->(asset:Asset)
  RETURN asset
  UNION
  UNWIND $asset_ids AS asset_id
  MATCH (asset:Asset {id: asset_id})
  RETURN asset
}
WITH asset ORDER BY asset.id
SET asset._lock = true
REMOVE asset._lock
WITH asset
// looked at again under the lock: whoever held it may have erased the asset
WHERE EXISTS { (asset)-[:VERSION_OF]->(:Line) }
RETURN asset.id AS asset_id, asset.status AS status
