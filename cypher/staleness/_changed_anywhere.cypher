// staleness._changed_anywhere — the inputs that have changed, each with its usages in all projects that segments use now.

CALL () {
  MATCH (input:Changed)
  CALL (input) {
    MATCH (input)<-[:OF_INPUT]-(usage:Usage)
    RETURN collect(usage) AS usages
  }
  WITH input, usages WHERE usages <> []
  RETURN collect({input: input, usages: usages}) AS changed
}
