// asset.file — where an asset's file lies and which bytes it should hold.
//
// access:  read
// params:  asset_id
// returns: asset_id, status, placeholder, file_path, checksum_sha256
// rows:    maybe-one
// used by: POST /api/assets/{asset_id}/verify, POST /api/assets/{asset_id}/accept-content, depgraph verify

MATCH (asset:Asset {id: $asset_id})
RETURN asset.id AS asset_id, asset.status AS status, asset.placeholder AS placeholder,
       asset.file_path AS file_path, asset.checksum_sha256 AS checksum_sha256
