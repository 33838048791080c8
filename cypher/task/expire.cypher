// task.expire — drop tasks that ended long ago, some at a time.
//
// access:  write
// params:  before
// returns: dropped
// rows:    one
// used by: every service, once an hour

MATCH (task:Task)
WHERE task.status IN ['done', 'failed'] AND task.updated_at < $before
WITH task LIMIT 1000
DELETE task
RETURN count(*) AS dropped
