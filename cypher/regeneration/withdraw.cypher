// regeneration.withdraw — segments to come are taken out of jobs that nobody has claimed yet; a job without any ends.
//
// access:  write
// params:  withdrawn, reason, now
// returns: segment_id
// rows:    many
// used by: POST /api/projects/{project_id}/regenerate-stale

UNWIND $withdrawn AS given
MATCH (job:RegenerationJob {id: given.job_id})
WITH job, collect(given.segment_id) AS segment_ids ORDER BY job.key
SET job._lock = true
REMOVE job._lock
WITH job, segment_ids
// looked at under the lock only: a worker may have claimed it
WHERE job.key IS NOT NULL AND job.fence = 0
CALL (job, segment_ids) {
  MATCH (job)-[makes:MAKES]->(segment:Segment)
  WHERE segment.id IN segment_ids
  DELETE makes
  RETURN collect(segment.id) AS taken
}
{{regeneration_job._end_empty}}
WITH taken
UNWIND taken AS segment_id
RETURN segment_id
