// asset.line — what a registration would meet: the known types, the line of its name, the asset of its version.
//
// access:  read
// params:  name, version
// returns: known_types, asset_type, version_count, same
// rows:    one
// scans:   AssetType, every one: there are a dozen
// used by: POST /api/assets, before a long file is read

OPTIONAL MATCH (line:Line {name: $name})
OPTIONAL MATCH (same:Asset {name: $name, version: $version})
RETURN COLLECT { MATCH (type:AssetType) RETURN type.name AS type_name ORDER BY type_name } AS known_types,
       line.asset_type AS asset_type,
       COUNT { (line)<-[:VERSION_OF]-() } AS version_count,
       same {.id, .status, .placeholder} AS same
