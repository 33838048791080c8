// schema.021_task_id — a task is addressed by its id.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT task_id IF NOT EXISTS
FOR (task:Task)
REQUIRE task.id IS UNIQUE
