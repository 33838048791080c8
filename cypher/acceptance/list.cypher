// acceptance.list — what people accepted in a project, newest first.
//
// access:  read
// params:  project_id, offset, limit
// returns: total, items
// rows:    maybe-one
// used by: GET /api/projects/{project_id}/accept-stale

MATCH (project:Project {id: $project_id})
RETURN COUNT { (project)<-[:ACCEPTED_IN]-() } AS total,
  COLLECT {
    MATCH (project)<-[:ACCEPTED_IN]-(acceptance:Acceptance)
    WITH acceptance ORDER BY acceptance.created_at DESC, acceptance.id SKIP $offset LIMIT $limit
    RETURN {{acceptance._row}} AS row
    ORDER BY acceptance.created_at DESC, acceptance.id
  } AS items
