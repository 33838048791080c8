// regeneration_job._end_empty — a locked open `job` that has nothing left to make ends, as failed for the $reason.

FOREACH (_ IN CASE WHEN job.key IS NULL OR EXISTS { (job)-[:MAKES]->() } THEN [] ELSE [1] END |
  SET job.status = 'failed', job.reason = $reason, job.updated_at = $now
  REMOVE job.key, job.turn, job.free_at)
