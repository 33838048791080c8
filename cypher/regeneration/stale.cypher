// regeneration.stale — the next stale segments of a project by their ids; with asset_id those that it makes stale.
//
// access:  read
// params:  project_id, asset_id, asset_type, after, limit, now
// returns: has_asset, total, remaining, segment_ids
// rows:    maybe-one
// used by: POST /api/projects/{project_id}/regenerate-stale

MATCH (:Project {id: $project_id})
CALL () {
  {{staleness._of_project}}
}
WITH size(stale) AS total, [one IN stale WHERE one.id > $after | one.id] AS following
RETURN $asset_id = '' OR EXISTS { (:Asset {id: $asset_id}) }
       OR EXISTS { (:Work {key: 'source_image:' + $asset_id}) }
       OR EXISTS { (:Work {key: 'derived_image:' + $asset_id}) }
       OR EXISTS { (:Work {key: 'workflow:' + $asset_id}) } AS has_asset,
       total, size(following) AS remaining, following[..$limit] AS segment_ids
