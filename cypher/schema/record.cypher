// schema.record — note a schema file as applied.
//
// access:  write
// params:  name, digest, now
// returns: name
// rows:    one
// used by: service start, depgraph db start

MERGE (step:SchemaStep {name: $name})
SET step.digest = $digest, step.applied_at = $now
RETURN step.name AS name
