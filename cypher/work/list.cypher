// work.list — images or workflows by name, each as its current version.
//
// access:  read
// params:  kind, project_id, name, offset, limit
// returns: total, items
// rows:    one
// used by: GET /api/{source-images,derived-images,workflows}

RETURN COUNT { {{work._matches}} RETURN work } AS total,
  COLLECT {
    {{work._matches}}
    WITH work ORDER BY work.name, work.id SKIP $offset LIMIT $limit
    MATCH (version:Version {current_of: work.key})
    RETURN {{work._row}} AS version_row
    ORDER BY work.name, work.id
  } AS items
