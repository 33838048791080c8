// regeneration.stale — the next stale segments of a project by their ids; with asset_id those that it makes stale.
//
// access:  read
// params:  project_id, asset_id, asset_type, after, limit, now
// returns: has_asset, total, remaining, segment_ids
// rows:    maybe-one
// used by: POST /api/projects/{project_id}/regenerate-stale

MATCH (project:Project {id: $project_id})
{{staleness._changed_in_project}}
{{staleness._segments}}
CALL (stale) {
  UNWIND stale AS segment
  WITH segment.id AS segment_id ORDER BY segment_id
  WHERE segment_id > $after
  RETURN collect(segment_id) AS following
}
RETURN $asset_id = '' OR EXISTS { (:Asset {id: $asset_id}) }
       OR EXISTS { (:Work {key: 'source_image:' + $asset_id}) }
       OR EXISTS { (:Work {key: 'derived_image:' + $asset_id}) }
       OR EXISTS { (:Work {key: 'workflow:' + $asset_id}) } AS has_asset,
       size(stale) AS total, size(following) AS remaining, following[..$limit] AS segment_ids
