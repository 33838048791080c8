// schema.record — note schema files as applied.
//
// access:  write
// params:  rows, now
// returns: recorded
// rows:    one
// used by: service start, depgraph db start

UNWIND $rows AS row
MERGE (step:SchemaStep {name: row.name})
SET step.digest = row.digest, step.applied_at = $now
RETURN count(*) AS recorded
