// schema.038_asset_statuses — the statuses of assets; unlike types they are fixed.
//
// access:  write
// params:  now
// returns: –
// rows:    none
// used by: service start, depgraph db start

UNWIND [
  {name: 'active', description: 'In use'},
  {name: 'deprecated', description: 'Still there, no longer recommended'},
  {name: 'removed', description: 'A tombstone: readable by id, because receipts name it'}
] AS given
MERGE (status:AssetStatus {name: given.name})
ON CREATE SET status.id = given.name, status.description = given.description,
              status.created_at = $now, status.updated_at = $now
