// regeneration_job.claim — the oldest open job that nobody holds becomes the worker's, for as long as its lease; its fence rises by one.
//
// access:  write
// params:  worker, lease_ms, now
// returns: seen, job
// rows:    one
// used by: POST /api/regeneration-jobs/claim

CALL () {
  MATCH (job:RegenerationJob)
  // the database's clock: services' clocks may differ
  WHERE job.turn > '' AND job.free_at <= timestamp()
  // some more than one: others claim the first of them at this moment
  WITH job ORDER BY job.turn LIMIT 16
  // locked in the order in which all lock them
  WITH job ORDER BY job.key
  SET job._lock = true
  REMOVE job._lock
  RETURN collect(job.id) AS seen
}
CALL (seen) {
  // each looked for again under its lock: whoever held it has claimed it, or another ended it
  UNWIND seen AS job_id
  MATCH (found:RegenerationJob {id: job_id})
  WHERE found.key IS NOT NULL AND found.free_at <= timestamp()
  WITH found ORDER BY found.turn LIMIT 1
  SET found.status = 'claimed', found.worker = $worker, found.fence = found.fence + 1, found.updated_at = $now,
      found.lease_ms = $lease_ms, found.free_at = timestamp() + $lease_ms
  RETURN collect(found) AS claimed
}
WITH seen, head(claimed) AS job
RETURN size(seen) AS seen, {{regeneration_job._row}} AS job
