// schema.027_asset_by_rating — lists sorted by rating, and min_rating.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX asset_by_rating IF NOT EXISTS
FOR (asset:Listed)
ON (asset.avg_rating, asset.id)
