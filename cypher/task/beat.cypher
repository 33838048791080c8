// task.beat — the progress of this service's tasks, and their leases renewed.
//
// access:  write
// params:  tasks, service_id, lease_ms, now
// returns: id
// rows:    many
// used by: the service, once a second while it has tasks

UNWIND $tasks AS given
MATCH (task:Task {id: given.id})
SET task._lock = true
REMOVE task._lock
WITH task, given
// looked at under the lock only: a task that ends at this moment must not run again
WHERE task.service_id = $service_id AND task.status IN ['queued', 'running']
SET task.status = given.status, task.done = given.done, task.total = given.total,
    task.lease_until = timestamp() + $lease_ms, task.updated_at = $now
RETURN task.id AS id
