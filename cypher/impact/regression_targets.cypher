// impact.regression_targets — the scene types and active scenes that an update of this version asks to test again.
//
// access:  read
// params:  asset_id, limit
// returns: scene_type_ids, scene_ids, truncated
// rows:    maybe-one
// used by: POST /api/assets/{asset_id}/impact/run-regression-tests

MATCH (asset:Asset {id: $asset_id})
{{impact._users}}
WITH asset, scene_types, further_scenes,
  COLLECT {
    CALL (scene_types, further_scenes) {
      UNWIND scene_types AS scene_type
      MATCH (scene_type)<-[:ACTIVE_IN]-(scene)
      RETURN scene.id AS scene_id
      UNION ALL
      UNWIND further_scenes AS scene
      RETURN scene.id AS scene_id
    }
    // one more than asked for tells that there are more
    RETURN scene_id ORDER BY scene_id LIMIT $limit + 1
  } AS scene_ids
RETURN [scene_type IN scene_types[..$limit] | scene_type.id] AS scene_type_ids,
       scene_ids[..$limit] AS scene_ids,
       size(scene_types) > $limit OR size(scene_ids) > $limit AS truncated
