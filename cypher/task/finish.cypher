// task.finish — the end of a task, by the service that holds it; no row when it was taken away.
//
// access:  write
// params:  id, service_id, status, result, error, done, now
// returns: id
// rows:    maybe-one
// used by: the service, in the transaction of the task's effect

MATCH (task:Task {id: $id})
SET task._lock = true
REMOVE task._lock
WITH task
WHERE task.service_id = $service_id AND task.status IN ['queued', 'running']
SET task.status = $status, task.result = $result, task.error = $error,
    task.done = coalesce($done, task.done), task.total = coalesce($done, task.total), task.updated_at = $now
REMOVE task.lease_until
RETURN task.id AS id
