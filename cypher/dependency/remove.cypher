// dependency.remove — a dependency of an asset goes, under the asset's lock.
//
// access:  write
// params:  asset_id, dependency_id
// returns: removed_count
// rows:    maybe-one
// used by: DELETE /api/assets/{asset_id}/dependencies/{dependency_id}

MATCH (asset:Asset {id: $asset_id})
SET asset._lock = true
REMOVE asset._lock
WITH asset
CALL (asset) {
  MATCH ()-[uses:USES {id: $dependency_id}]->(asset)
  DELETE uses
  WITH DISTINCT asset
  {{dependency._recount}}
  RETURN count(*) AS removed_count
}
RETURN removed_count
