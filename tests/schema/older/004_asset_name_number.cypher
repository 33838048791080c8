// schema.004_asset_name_number — version numbers are never given twice.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT asset_name_number IF NOT EXISTS
FOR (asset:Asset)
REQUIRE (asset.name, asset.version_number) IS UNIQUE
