// staleness._of_project — the segments of the project of the parameter that are stale, by their ids, as `stale`.

MATCH (:Project {id: $project_id})-[:HAS_IN_USE]->(input:Changed)
MATCH (usage:Usage {key: $project_id + '|' + input.key})
{{staleness._segments}}
