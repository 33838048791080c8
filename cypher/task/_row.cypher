// task._row — the one shape of a task, as a map named after contract section 3.

task {
  .id, .kind, .status, .result, .error, .created_at, .updated_at,
  progress: {done: task.done, total: task.total, unit: task.unit}
}
