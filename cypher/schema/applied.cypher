// schema.applied — the schema files that this database has taken, with their digests.
//
// access:  read
// params:  –
// returns: name, digest
// rows:    many
// scans:   SchemaStep, every one: one for each schema file
// used by: service start, GET /readyz, depgraph doctor

MATCH (step:SchemaStep)
RETURN step.name AS name, step.digest AS digest
ORDER BY name
LIMIT 500
