// schema.016_job_id — the caller's id names one job.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT job_id IF NOT EXISTS
FOR (job:Job)
REQUIRE job.id IS UNIQUE
