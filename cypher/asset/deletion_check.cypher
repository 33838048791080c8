// asset.deletion_check — what depends on an asset, and the revision that a confirmation is bound to.
//
// access:  read
// params:  asset_id
// returns: asset_id, created_at, uses_revision, dependents
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/deletion-check, DELETE /api/assets/{asset_id}

MATCH (asset:Asset {id: $asset_id})
{{asset._dependents_by_type}}
RETURN asset.id AS asset_id, asset.created_at AS created_at, asset.uses_revision AS uses_revision,
  {{asset._dependents}} AS dependents
