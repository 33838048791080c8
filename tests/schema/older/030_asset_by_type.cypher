// schema.030_asset_by_type — lists sorted by type, and the type filter.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX asset_by_type IF NOT EXISTS
FOR (asset:Listed)
ON (asset.asset_type, asset.id)
