// schema.025_asset_search_name — search by a part of the name.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE TEXT INDEX asset_search_name IF NOT EXISTS
FOR (asset:Listed)
ON (asset.search_name)
