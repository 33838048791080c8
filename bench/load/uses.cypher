// load.uses — dependencies.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
MATCH (entity:Entity {key: row.key})
MATCH (asset:Asset {id: row.asset_id})
CREATE (entity)-[:USES {
  id: row.id, role: row.role, weight: row.weight, created_at: row.created_at, source: 'manual',
  asset_id: row.asset_id, entity_key: row.key
}]->(asset)
