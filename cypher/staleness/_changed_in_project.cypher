// staleness._changed_in_project — the inputs in use in `project` that have changed, each with its usage, and the usages of unknown models.

CALL (project) {
  MATCH (project)-[:HAS_IN_USE]->(input:Changed|Untracked)
  MATCH (usage:Usage {key: project.id + '|' + input.key})
  RETURN collect(CASE WHEN input:Changed THEN {input: input, usages: [usage]} END) AS changed,
         collect(CASE WHEN input:Untracked AND input.key STARTS WITH 'model:' THEN usage END) AS unknown
}
