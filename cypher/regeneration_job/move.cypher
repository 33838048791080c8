// regeneration_job.move — a locked job is submitted, and its lease renewed; or it ends, and its inputs may have another.
//
// access:  write
// params:  job_id, status, reason, now
// returns: job
// rows:    maybe-one
// used by: PATCH /api/regeneration-jobs/{regeneration_job_id}

MATCH (job:RegenerationJob {id: $job_id})
SET job.status = $status, job.reason = $reason, job.updated_at = $now
FOREACH (_ IN CASE WHEN $status = 'submitted' THEN [1] ELSE [] END |
  SET job.free_at = timestamp() + coalesce(job.lease_ms, 0))
FOREACH (_ IN CASE WHEN $status = 'submitted' THEN [] ELSE [1] END |
  REMOVE job.key, job.turn, job.free_at)
WITH job
RETURN {{regeneration_job._row}} AS job
