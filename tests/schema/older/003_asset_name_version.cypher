// schema.003_asset_name_version — one asset for each version of a line.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT asset_name_version IF NOT EXISTS
FOR (asset:Asset)
REQUIRE (asset.name, asset.version) IS UNIQUE
