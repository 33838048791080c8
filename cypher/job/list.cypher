// job.list — jobs by name.
//
// access:  read
// params:  name, status, activity, offset, limit
// returns: total, items
// rows:    one
// scans:   Job — the list itself, and a name may be anywhere in it
// used by: GET /api/jobs

RETURN COUNT { {{job._matches}} RETURN job } AS total,
  COLLECT {
    {{job._matches}}
    WITH job ORDER BY job.name, job.id SKIP $offset LIMIT $limit
    RETURN {{job._row}} AS job_row
    ORDER BY job.name, job.id
  } AS items
