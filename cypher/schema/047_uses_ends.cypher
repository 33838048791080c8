// schema.047_uses_ends — the ends of a dependency stand on the edge; older edges get them here.
//
// access:  write
// params:  –
// returns: –
// rows:    none
// scans:   Asset and Entity, every one: once, when an older store is brought up to date
// used by: service start, depgraph db start

MATCH (entity:Entity)-[uses:USES]->(asset:Asset)
WHERE uses.asset_id IS NULL OR uses.entity_key IS NULL
CALL (entity, uses, asset) {
  SET {{dependency._ends}}
} IN TRANSACTIONS OF 10000 ROWS
