// schema.063_regeneration_job_open — the open jobs in the order in which they are claimed: an ended one has no turn.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX regeneration_job_open IF NOT EXISTS
FOR (job:RegenerationJob)
ON (job.turn)
