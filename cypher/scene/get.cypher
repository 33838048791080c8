// scene.get — one scene.
//
// access:  read
// params:  id
// returns: scene
// rows:    maybe-one
// used by: GET, PUT /api/scenes/{id}

MATCH (scene:Scene {id: $id})
RETURN {{scene._row}} AS scene
