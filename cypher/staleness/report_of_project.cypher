// staleness.report_of_project — what is stale in a project, grouped by what was used; it begins at what has changed.
//
// access:  read
// params:  project_id, limit, now
// returns: project_id, total_segments, total_segments_without_receipt, total_stale_segments, total_stale_scenes, total_accepted_segments, total_unknown_segments, total_assets, by_asset
// rows:    maybe-one
// used by: GET /api/projects/{project_id}/staleness-report, depgraph stale

MATCH (project:Project {id: $project_id})
CALL (project) {
  {{staleness._changed_in_project}}
  {{staleness._by_input}}
}
{{staleness._groups}}
RETURN project.id AS project_id,
       COUNT { (project)<-[:COUNTED_IN]-() } AS total_segments,
       COUNT { (project)<-[:COUNTED_IN]-() } - COUNT { (project)<-[:MADE_IN]-() } AS total_segments_without_receipt,
       size(stale) AS total_stale_segments,
       total_stale_scenes, size(accepted) AS total_accepted_segments, total_unknown_segments,
       size(groups) AS total_assets, by_asset
