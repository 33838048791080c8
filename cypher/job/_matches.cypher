// job._matches — the jobs that a list's filters leave.

MATCH (job:Job)
WHERE ($name IS NULL OR toLower(job.name) CONTAINS toLower($name))
  AND ($status IS NULL OR job.status = $status)
  AND ($active IS NULL OR ({{job._active}}) = $active)
