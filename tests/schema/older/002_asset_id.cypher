// schema.002_asset_id — ids never change and name one asset.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT asset_id IF NOT EXISTS
FOR (asset:Asset)
REQUIRE asset.id IS UNIQUE
