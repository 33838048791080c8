// staleness.report_of_project — what is stale in a project, grouped by what was used; it begins at what has changed.
//
// access:  read
// params:  project_id, limit, now
// returns: project_id, total_segments, total_segments_without_receipt, total_stale_segments, total_stale_scenes, total_accepted_segments, total_unknown_segments, total_assets, by_asset
// rows:    maybe-one
// used by: GET /api/projects/{project_id}/staleness-report, depgraph stale

MATCH (project:Project {id: $project_id})
CALL (project) {
  MATCH (project)-[:HAS_IN_USE]->(input:Changed|Untracked)
  RETURN collect(CASE WHEN input:Changed THEN input END) AS changed,
         collect(CASE WHEN NOT input:Changed AND input.key STARTS WITH 'model:' THEN input END) AS unknown_models
}
CALL (project, unknown_models) {
  UNWIND unknown_models AS input
  MATCH (usage:Usage {key: project.id + '|' + input.key})
  RETURN collect(usage) AS unknown
}
CALL (project, changed) {
  CALL (project, changed) {
    // nearly all: what nobody ever accepted is expanded in one go, without a subquery for each input
    WITH [input IN changed WHERE NOT input:Accepted] AS inputs, project.id AS project_id
    UNWIND inputs AS input
    WITH input, input.key AS key, project_id
    MATCH (usage:Usage {key: project_id + '|' + key})
    MATCH (usage)<-[:USES_NOW]-(segment)
    {{staleness._unaccepted}}
    UNION ALL
    UNWIND [input IN changed WHERE input:Accepted] AS input
    WITH input, input.key AS key, project
    MATCH (usage:Usage {key: project.id + '|' + key})
    {{acceptance._places}}
    CALL (usage, in_segments, in_scenes, in_projects) {
      MATCH (usage)<-[:USES_NOW]-(segment)
      {{staleness._parted}}
    }
    RETURN input, key, segments_of_input, scenes_of_input, accepted_of_input
  }
  {{staleness._by_input}}
}
{{staleness._groups}}
RETURN project.id AS project_id,
       COUNT { (project)<-[:COUNTED_IN]-() } AS total_segments,
       COUNT { (project)<-[:COUNTED_IN]-() } - COUNT { (project)<-[:MADE_IN]-() } AS total_segments_without_receipt,
       size(stale) AS total_stale_segments,
       total_stale_scenes, size(accepted) AS total_accepted_segments, total_unknown_segments,
       size(groups) AS total_assets, by_asset
