// asset.resolve — the asset that a person means by an id, a name, or name@version; and which others of its line are in use.
//
// access:  read
// params:  reference, name, version
// returns: asset_id, asset_name, asset_version, others_in_use
// rows:    one
// used by: depgraph where-used, depgraph impact, depgraph verify

OPTIONAL MATCH (by_id:Asset {id: $reference})
OPTIONAL MATCH (by_version:Asset {name: $name, version: $version})
OPTIONAL MATCH (by_name:Asset {current_of: $reference})
WITH coalesce(by_id, by_version, by_name) AS asset
RETURN asset.id AS asset_id, asset.name AS asset_name, asset.version AS asset_version,
  COLLECT {
    MATCH (asset)-[:VERSION_OF]->(:Line)<-[:VERSION_OF]-(other:Asset)
    WHERE other <> asset AND other.dependency_count > 0
    RETURN other.version AS other_version
    ORDER BY other.version_number DESC LIMIT 5
  } AS others_in_use
