// load.report_size — what a report has to look at: inputs in use in the project, and stale pairs of segment and version.
//
// access:  read
// params:  project_id
// returns: inputs, stale_pairs
// rows:    maybe-one
// used by: python -m bench provenance

MATCH (project:Project {id: $project_id})
CALL (project) {
  MATCH (project)-[:HAS_IN_USE]->(input:Input)
  OPTIONAL MATCH (usage:Usage {key: project.id + '|' + input.key})
  RETURN count(input) AS inputs,
         sum(CASE WHEN input:Changed THEN COUNT { (usage)<-[:USES_NOW]-() } ELSE 0 END) AS stale_pairs
}
RETURN inputs, stale_pairs
