// regeneration_job.lock — a regeneration job, locked until the transaction ends, and what it has not made yet.
//
// access:  write
// params:  job_id
// returns: status, fence, unmade
// rows:    maybe-one
// used by: PATCH /api/regeneration-jobs/{regeneration_job_id}

MATCH (job:RegenerationJob {id: $job_id})
SET job._lock = true
REMOVE job._lock
WITH job
RETURN job.status AS status, job.fence AS fence,
       COLLECT {
         MATCH (job)-[:MAKES]->(new:Segment)
         WHERE NOT EXISTS { (new)-[:LATEST]->() }
         RETURN new.id ORDER BY new.id
       } AS unmade
