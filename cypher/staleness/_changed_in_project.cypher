// staleness._changed_in_project — the inputs in use in `project` that have changed, each with its usage, and the usages of unknown models.

CALL (project) {
  MATCH (project)-[:HAS_IN_USE]->(input:Changed|Untracked)
  WHERE input:Changed OR input.key STARTS WITH 'model:'
  MATCH (usage:Usage {key: project.id + '|' + input.key})
  // most versions that a project used once are no longer what any segment was last made from
  WHERE EXISTS { (usage)<-[:USES_NOW]-() }
  RETURN collect(CASE WHEN input:Changed THEN {input: input, usages: [usage]} END) AS changed,
         collect(CASE WHEN input:Untracked THEN usage END) AS unknown
}
