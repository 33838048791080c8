// schema.052_asset_previous_id — the id of the previous version stands on the asset; older assets get it here.
//
// access:  write
// params:  –
// returns: –
// rows:    none
// scans:   Asset, every one: once, when an older store is brought up to date
// used by: service start, depgraph db start

MATCH (asset:Asset)-[:PREVIOUS]->(previous:Asset)
WHERE asset.previous_id IS NULL
CALL (asset, previous) {
  SET asset.previous_id = previous.id
} IN TRANSACTIONS OF 10000 ROWS
