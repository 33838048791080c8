// dependency.add — an edge between a locked entity and a locked asset; there already: the same again.
//
// access:  write
// params:  entity_key, asset_id, role, weight, new_id, now
// returns: dependency, created
// rows:    maybe-one
// used by: POST /api/assets/{asset_id}/dependencies

MATCH (entity:Entity {key: $entity_key})
MATCH (asset:Asset {id: $asset_id})
MERGE (entity)-[uses:USES {role: $role}]->(asset)
ON CREATE SET uses.id = $new_id, uses.created_at = $now, uses.source = 'manual',
  {{dependency._ends}}
SET uses.weight = coalesce($weight, uses.weight)
WITH entity, asset, uses, uses.id = $new_id AS created
CALL (asset, created) {
  WITH * WHERE created
  {{dependency._recount}}
}
RETURN {{dependency._row}} AS dependency, created
