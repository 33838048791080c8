// note.lock_assets — the assets that a note is to be about, locked in the order of their ids, as far as they are there.
//
// access:  write
// params:  asset_ids
// returns: asset_id
// rows:    many
// used by: POST /api/assets/{asset_id}/notes

UNWIND $asset_ids AS wanted_id
MATCH (asset:Asset {id: wanted_id})
WITH asset ORDER BY asset.id
SET asset._lock = true
REMOVE asset._lock
WITH asset
// looked at again under the lock: whoever held it may have erased the asset
WHERE EXISTS { (asset)-[:VERSION_OF]->(:Line) }
RETURN asset.id AS asset_id
