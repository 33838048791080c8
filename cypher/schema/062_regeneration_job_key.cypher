// schema.062_regeneration_job_key — one open job for each project and inputs: an ended one bears no key.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT regeneration_job_key IF NOT EXISTS
FOR (job:RegenerationJob)
REQUIRE job.key IS UNIQUE
