// staleness.segments_of_project — the stale segments of a project, with all their reasons; with asset_id those it makes stale.
//
// access:  read
// params:  project_id, asset_id, asset_type, offset, limit, now
// returns: total, items
// rows:    maybe-one
// used by: GET /api/projects/{project_id}/stale-segments

MATCH (project:Project {id: $project_id})
CALL () {
  {{staleness._of_project}}
}
{{staleness._page}}
RETURN total, items
