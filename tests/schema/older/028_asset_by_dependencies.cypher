// schema.028_asset_by_dependencies — lists sorted by use.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX asset_by_dependencies IF NOT EXISTS
FOR (asset:Listed)
ON (asset.dependency_count, asset.id)
