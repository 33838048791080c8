// staleness._changed_anywhere — the inputs that have changed or are an unknown model (not `is_changed`), each with its `usages` in all projects.

CALL () {
  MATCH (input:Changed)
  RETURN input, true AS is_changed
  UNION ALL
  MATCH (input:Untracked)
  WHERE input.key STARTS WITH 'model:'
  RETURN input, false AS is_changed
}
CALL (input) {
  MATCH (input)<-[:OF_INPUT]-(usage:Usage)
  RETURN collect(usage) AS usages
}
WITH input, is_changed, usages WHERE usages <> []
