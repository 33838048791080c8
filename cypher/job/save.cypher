// job.save — a job is made, or replaced, and locked.
//
// access:  write
// params:  id, key, name, status, now
// returns: created
// rows:    one
// used by: PUT /api/jobs/{id}

MERGE (held:Job {id: $id})
SET held._lock = true
REMOVE held._lock
WITH 1 AS locked
// looked for again under the lock: whoever held it may have deleted it
MERGE (job:Job {id: $id})
FOREACH (_ IN CASE WHEN job.key IS NULL THEN [1] ELSE [] END |
  SET job:Entity, job.key = $key, job.kind = 'job',
      job.created_at = $now, job._new = true)
WITH job, job._new IS NOT NULL AS created
REMOVE job._new
// the same again leaves its time of change alone
WITH job, created, created OR job.name <> $name OR job.status <> $status AS changed
SET job.name = $name, job.status = $status,
    job.updated_at = CASE WHEN changed THEN $now ELSE job.updated_at END
RETURN created
