// staleness._changed_in_project — the inputs in use in `project` that have changed, each with its usage, and the usages of unknown models.

CALL (project) {
  MATCH (project)-[:HAS_IN_USE]->(input:Changed|Untracked)
  WITH project, input, input:Changed AS is_changed
  WHERE is_changed OR input.key STARTS WITH 'model:'
  MATCH (usage:Usage {key: project.id + '|' + input.key})
  RETURN collect(CASE WHEN is_changed THEN {input: input, usages: [usage]} END) AS changed,
         collect(CASE WHEN NOT is_changed THEN usage END) AS unknown
}
