// schema.026_asset_by_name — lists sorted by name.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX asset_by_name IF NOT EXISTS
FOR (asset:Listed)
ON (asset.name, asset.id)
