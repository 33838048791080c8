// task.list — tasks of some status and kind, newest first.
//
// access:  read
// params:  statuses, kind, offset, limit
// returns: total, items
// rows:    one
// scans:   Task, every one: the list itself; those that ended a month ago are dropped
// used by: GET /api/tasks

RETURN COUNT {
    MATCH (task:Task)
    WHERE task.status IN $statuses AND task.kind = coalesce($kind, task.kind)
  } AS total,
  COLLECT {
    // ids sort by time
    MATCH (task:Task)
    WHERE task.id IS NOT NULL AND task.status IN $statuses AND task.kind = coalesce($kind, task.kind)
    WITH task ORDER BY task.id DESC SKIP $offset LIMIT $limit
    RETURN {{task._row}} AS task_row
    ORDER BY task.id DESC
  } AS items
