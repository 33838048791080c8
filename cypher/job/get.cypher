// job.get — one job with the assets that it uses.
//
// access:  read
// params:  id
// returns: job, assets
// rows:    maybe-one
// used by: GET, PUT /api/jobs/{id}

MATCH (job:Job {id: $id})
WITH job, job AS entity
RETURN {{job._row}} AS job, {{entity._assets}} AS assets
