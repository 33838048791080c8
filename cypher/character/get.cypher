// character.get — one character.
//
// access:  read
// params:  id
// returns: character
// rows:    maybe-one
// used by: GET, PUT /api/characters/{id}

MATCH (character:Character {id: $id})
RETURN {{character._row}} AS character
