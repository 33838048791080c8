// request.expire — drop keys older than a week, some at a time.
//
// access:  write
// params:  before
// returns: dropped
// rows:    one
// used by: the service, once an hour

MATCH (request:Request) WHERE request.created_at < $before
WITH request LIMIT 1000
DELETE request
RETURN count(*) AS dropped
