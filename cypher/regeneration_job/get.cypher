// regeneration_job.get — one regeneration job.
//
// access:  read
// params:  job_id
// returns: job
// rows:    maybe-one
// used by: PATCH /api/regeneration-jobs/{regeneration_job_id}

MATCH (job:RegenerationJob {id: $job_id})
RETURN {{regeneration_job._row}} AS job
