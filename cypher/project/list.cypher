// project.list — projects by name.
//
// access:  read
// params:  name, offset, limit
// returns: total, items
// rows:    one
// scans:   Project — the list itself, and a name may be anywhere in it
// used by: GET /api/projects

RETURN COUNT { {{project._matches}} RETURN project } AS total,
  COLLECT {
    {{project._matches}}
    WITH project ORDER BY project.name, project.id SKIP $offset LIMIT $limit
    RETURN {{project._row}} AS project_row
    ORDER BY project.name, project.id
  } AS items
