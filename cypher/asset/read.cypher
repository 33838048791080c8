// asset.read — one asset, as every write answers it.
//
// access:  read
// params:  asset_id
// returns: asset
// rows:    maybe-one
// used by: every write of an asset

MATCH (asset:Asset {id: $asset_id})
RETURN {{asset._row}} AS asset
