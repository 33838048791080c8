// regeneration.open_jobs — the open job of each of these inputs, a new one where there is none; with the segments that it makes.
//
// access:  write
// params:  jobs
// returns: key, job_id, status
// rows:    many
// used by: POST /api/projects/{project_id}/regenerate-stale

UNWIND $jobs AS given
MERGE (held:RegenerationJob {key: given.columns.key})
SET held._lock = true
REMOVE held._lock
WITH given
// looked for again under the lock: whoever held it may have ended it
MERGE (job:RegenerationJob {key: given.columns.key})
FOREACH (_ IN CASE WHEN job.id IS NULL THEN [1] ELSE [] END | SET job += given.columns)
WITH job, given
CALL (job, given) {
  UNWIND given.makes AS one
  MATCH (new:Segment {id: one.new_segment_id})
  MERGE (job)-[makes:MAKES]->(new)
  SET makes.segment_id = one.segment_id, makes.changed = one.changed
}
RETURN job.key AS key, job.id AS job_id, job.status AS status
