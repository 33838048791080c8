// job._matches — the jobs that a list's filters leave.

MATCH (job:Job)
WHERE toLower(job.name) CONTAINS toLower($name)
  AND $status IN ['', job.status]
  AND ($activity = 'any' OR ({{job._active}}) = ($activity = 'active'))
