// schema.064_assets_have_tags — Neo4j's offline import stores no empty list: assets without tags get one.
//
// access:  write
// params:  –
// returns: –
// rows:    none
// scans:   Asset, every one, once after a bulk import
// used by: service start, depgraph db start

MATCH (asset:Asset)
WHERE asset.tags IS NULL
CALL (asset) {
  SET asset.tags = []
} IN TRANSACTIONS OF 10000 ROWS
