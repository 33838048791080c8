// asset_type.names — the names of all types, for the message that names the known ones.
//
// access:  read
// params:  –
// returns: name
// rows:    many
// scans:   AssetType, every one: there are a dozen
// used by: POST /api/assets

MATCH (type:AssetType)
RETURN type.name AS name
ORDER BY name
LIMIT 500
