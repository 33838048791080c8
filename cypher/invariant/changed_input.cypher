// invariant.changed_input — inputs of images and workflows that are marked as changed and are not, or the other way round.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Input and Version, every one: a label and a walk are compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (recorded:Version)<-[:RECORDS]-(input:Input)
WITH DISTINCT input
WITH input, {{work._as_recorded}} AS as_recorded
WHERE (input:Changed) = as_recorded
RETURN 'an input is marked as changed and is not, or the other way round' AS what,
       input.key AS subject_id,
       CASE WHEN as_recorded THEN 'is as recorded' ELSE 'has changed' END AS detail
LIMIT 100
