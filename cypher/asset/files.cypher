// asset.files — every listed asset that has a file: where it lies and which bytes it should hold.
//
// access:  read
// params:  –
// returns: asset_id, status, placeholder, file_path, checksum_sha256
// rows:    many
// scans:   Listed, every one: all files are to be read
// used by: depgraph verify

MATCH (asset:Listed)
WHERE NOT asset.placeholder
RETURN asset.id AS asset_id, asset.status AS status, asset.placeholder AS placeholder,
       asset.file_path AS file_path, asset.checksum_sha256 AS checksum_sha256
ORDER BY asset_id
