// schema.033_task_status — tasks whose service died are found.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX task_status IF NOT EXISTS
FOR (task:Task)
ON (task.status)
