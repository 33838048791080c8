// template.list — templates by name.
//
// access:  read
// params:  name, offset, limit
// returns: total, items
// rows:    one
// scans:   Template — the list itself, and a name may be anywhere in it
// used by: GET /api/templates

RETURN COUNT { {{template._matches}} RETURN template } AS total,
  COLLECT {
    {{template._matches}}
    WITH template ORDER BY template.name, template.id SKIP $offset LIMIT $limit
    RETURN {{template._row}} AS template_row
    ORDER BY template.name, template.id
  } AS items
