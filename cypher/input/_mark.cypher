// input._mark — the labels Changed and Untracked of the locked `inputs` of assets and contents, each anew.

CALL (inputs) {
  UNWIND inputs AS input
  CALL (input) {
    {{input._verdict}}
    RETURN verdict
  }
  WITH input, verdict IN ['new_version', 'content_changed'] AS changed, verdict = 'untracked' AS untracked
  FOREACH (_ IN CASE WHEN changed THEN [1] ELSE [] END | SET input:Changed)
  FOREACH (_ IN CASE WHEN changed THEN [] ELSE [1] END | REMOVE input:Changed)
  FOREACH (_ IN CASE WHEN untracked THEN [1] ELSE [] END | SET input:Untracked)
  FOREACH (_ IN CASE WHEN untracked THEN [] ELSE [1] END | REMOVE input:Untracked)
}
