// task.get — one task.
//
// access:  read
// params:  task_id
// returns: task
// rows:    maybe-one
// used by: GET /api/tasks/{task_id}

MATCH (task:Task {id: $task_id})
RETURN {{task._row}} AS task
