// acceptance.of_change — a person accepts in a whole project that one version has been followed by the current one.
//
// access:  write
// params:  project_id, asset_id, columns
// returns: acceptance
// rows:    maybe-one
// used by: POST /api/projects/{project_id}/accept-stale

MATCH (project:Project {id: $project_id})
MATCH (asset:Asset {id: $asset_id})
CALL (asset, project) {
  {{input._of_asset}}
  MATCH (usage:Usage {key: project.id + '|' + input.key})
  WHERE input:Changed AND EXISTS { (usage)<-[:USES_NOW]-() }
  RETURN collect(DISTINCT input) AS inputs
}
WITH [project] AS places, inputs
{{acceptance._create}}
RETURN {{acceptance._row}} AS acceptance
