// asset.resolve — the asset that a person means by an id, a name, or name@version.
//
// access:  read
// params:  reference, name, version
// returns: asset_id
// rows:    one
// used by: depgraph where-used, depgraph impact, depgraph export

OPTIONAL MATCH (by_id:Asset {id: $reference})
OPTIONAL MATCH (by_version:Asset {name: $name, version: $version})
OPTIONAL MATCH (by_name:Asset {current_of: $reference})
RETURN coalesce(by_id.id, by_version.id, by_name.id) AS asset_id
