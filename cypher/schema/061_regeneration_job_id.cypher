// schema.061_regeneration_job_id — one regeneration job for each id.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT regeneration_job_id IF NOT EXISTS
FOR (job:RegenerationJob)
REQUIRE job.id IS UNIQUE
