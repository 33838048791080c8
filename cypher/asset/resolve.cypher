// asset.resolve — the asset that a person means by an id, a name, or name@version.
//
// access:  read
// params:  reference, name, version
// returns: asset_id
// rows:    one
// used by: depgraph where-used, depgraph impact, depgraph export

RETURN coalesce(
  head(COLLECT { MATCH (asset:Asset {id: $reference}) RETURN asset.id }),
  head(COLLECT { MATCH (asset:Asset {name: $name, version: $version}) RETURN asset.id }),
  head(COLLECT { MATCH (asset:Asset {current_of: $reference}) RETURN asset.id })
) AS asset_id
