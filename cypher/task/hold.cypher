// task.hold — lock a task that this service still holds; no row when it was taken away or has ended.
//
// access:  write
// params:  id, service_id
// returns: id
// rows:    maybe-one
// used by: the service, before the effect of a task

MATCH (task:Task {id: $id})
SET task._lock = true
REMOVE task._lock
WITH task
WHERE task.service_id = $service_id AND task.status IN ['queued', 'running']
RETURN task.id AS id
