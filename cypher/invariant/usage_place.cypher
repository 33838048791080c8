// invariant.usage_place — usages of another input or project than their key says, or that their project does not know.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Usage, every one: what an edge lacks cannot be a constraint
// used by: depgraph doctor, the tests of races and crashes

MATCH (usage:Usage)
WITH usage, [(usage)-[:OF_INPUT]->(input:Input) | input] AS inputs
OPTIONAL MATCH (project:Project {id: usage.project_id})
WITH usage, inputs,
     [(project)-[:HAS_IN_USE]->(known:Input) WHERE known = inputs[0] | known] AS known_inputs
WHERE size(inputs) <> 1 OR inputs[0].key <> usage.input_key
   OR usage.key <> usage.project_id + '|' + usage.input_key
   OR size(known_inputs) <> CASE usage.project_id WHEN '' THEN 0 ELSE 1 END
RETURN 'a usage is not that of its input and project' AS what,
       usage.key AS subject_id,
       toString(size(inputs)) + ' inputs, known to its project ' + toString(size(known_inputs)) + ' times' AS detail
LIMIT 100
