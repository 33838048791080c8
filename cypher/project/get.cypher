// project.get — one project.
//
// access:  read
// params:  id
// returns: project
// rows:    maybe-one
// used by: GET, PUT /api/projects/{id}

MATCH (project:Project {id: $id})
RETURN {{project._row}} AS project
