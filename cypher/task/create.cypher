// task.create — a task, with the lease of the service that works on it.
//
// access:  write
// params:  id, kind, unit, service_id, lease_ms, now
// returns: task
// rows:    one
// used by: every request whose work takes long

CREATE (task:Task {
  id: $id, kind: $kind, status: 'queued', done: 0, unit: $unit, service_id: $service_id,
  // the database's clock: services' clocks may differ
  lease_until: timestamp() + $lease_ms, created_at: $now, updated_at: $now
})
RETURN {{task._row}} AS task
