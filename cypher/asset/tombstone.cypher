// asset.tombstone — a locked asset that receipts name leaves every list; its dependencies go, provenance stays.
//
// access:  write
// params:  asset_id, now
// returns: removed_dependencies
// rows:    one
// used by: DELETE /api/assets/{asset_id}

MATCH (asset:Asset {id: $asset_id})
CALL (asset) {
  MATCH (asset)<-[uses:USES]-()
  DELETE uses
  RETURN count(*) AS removed_dependencies
}
SET asset.status = 'removed', asset.updated_at = $now
REMOVE asset:Listed, asset.current_of
{{dependency._recount}}
RETURN removed_dependencies
