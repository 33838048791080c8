// schema.029_asset_by_age — lists sorted by age.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX asset_by_age IF NOT EXISTS
FOR (asset:Listed)
ON (asset.created_at, asset.id)
