// regeneration_job._matches — the jobs that a list's filters leave.

MATCH (job:RegenerationJob)
// true of every id, and so the index gives the order
WHERE job.id > '' AND $project_id IN ['', job.project_id] AND $status IN ['', job.status]
