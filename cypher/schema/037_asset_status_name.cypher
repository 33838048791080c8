// schema.037_asset_status_name — one node for each status.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT asset_status_name IF NOT EXISTS
FOR (status:AssetStatus)
REQUIRE status.name IS UNIQUE
