// staleness._changed_in_project — the inputs in use in `project` that have changed or are an unknown model (not `is_changed`), each with its `usages`.

MATCH (project)-[:HAS_IN_USE]->(input:Changed|Untracked)
WITH project, input, input:Changed AS is_changed
WHERE is_changed OR input.key STARTS WITH 'model:'
MATCH (usage:Usage {key: project.id + '|' + input.key})
WITH input, is_changed, [usage] AS usages
