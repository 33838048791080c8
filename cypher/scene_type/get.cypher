// scene_type.get — one scene type with the assets that it uses.
//
// access:  read
// params:  id
// returns: scene_type, assets
// rows:    maybe-one
// used by: GET, PUT /api/scene-types/{id}

MATCH (scene_type:SceneType {id: $id})
WITH scene_type, scene_type AS entity
RETURN {{scene_type._row}} AS scene_type, {{entity._assets}} AS assets
