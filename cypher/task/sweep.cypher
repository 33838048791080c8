// task.sweep — tasks whose service died become failed.
//
// access:  write
// params:  error, now
// returns: id
// rows:    many
// used by: every service, at its start and every few seconds

MATCH (task:Task)
WHERE task.status IN ['queued', 'running'] AND task.lease_until < timestamp()
WITH task LIMIT 100
SET task._lock = true
REMOVE task._lock
WITH task
// looked at again under the lock: the service may have come back in time
WHERE task.status IN ['queued', 'running'] AND task.lease_until < timestamp()
SET task.status = 'failed', task.error = $error, task.updated_at = $now
REMOVE task.lease_until
RETURN task.id AS id
