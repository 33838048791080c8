// regeneration_job.list — regeneration jobs, newest first.
//
// access:  read
// params:  project_id, status, offset, limit
// returns: total, items
// rows:    one
// scans:   RegenerationJob — the list itself
// used by: GET /api/regeneration-jobs

RETURN COUNT { {{regeneration_job._matches}} RETURN job } AS total,
  COLLECT {
    {{regeneration_job._matches}}
    // ids sort by time
    WITH job ORDER BY job.id DESC SKIP $offset LIMIT $limit
    RETURN {{regeneration_job._row}} AS job_row
    ORDER BY job.id DESC
  } AS items
