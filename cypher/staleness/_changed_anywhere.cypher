// staleness._changed_anywhere — the inputs that have changed, each with its usages in all projects.

CALL () {
  MATCH (input:Changed)<-[:OF_INPUT]-(usage:Usage)
  WHERE EXISTS { (usage)<-[:USES_NOW]-() }
  WITH input, collect(usage) AS usages
  RETURN collect({input: input, usages: usages}) AS changed
}
