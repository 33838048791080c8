// schema.005_asset_current_of — at most one current version: only that one bears its line's name here.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT asset_current_of IF NOT EXISTS
FOR (asset:Asset)
REQUIRE asset.current_of IS UNIQUE
