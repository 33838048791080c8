// invariant.version_input — versions of images and workflows that the input of their content does not record.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Version, every one: what an edge lacks cannot be a constraint
// used by: depgraph doctor, the tests of races and crashes

MATCH (version:Version)
WITH version, [(version)<-[:RECORDS]-(input:Input) | input] AS inputs,
     CASE version.kind WHEN 'derived_image' THEN 'variant_image' ELSE version.kind END + ':' + version.content_hash
       AS due_key
WHERE size(inputs) <> 1 OR inputs[0].key <> due_key OR inputs[0].hash <> version.content_hash
RETURN 'a version is not recorded by the input of its content' AS what,
       version.id AS subject_id,
       toString(size(inputs)) + ' inputs' + coalesce(', the first is ' + inputs[0].key, '') AS detail
LIMIT 100
