// impact.summary — the impact of an update in three numbers.
//
// access:  read
// params:  asset_id
// returns: affected_scene_types, affected_active_scenes, stale_segment_count
// rows:    maybe-one
// used by: POST /api/assets

MATCH (asset:Asset {id: $asset_id})
{{impact._users}}
{{impact._stale_segment_count}}
RETURN size(scene_types) AS affected_scene_types,
       {{impact._active_scene_count}} AS affected_active_scenes,
       stale_segment_count
