// job._active — whether a job still is, or will be, at work (contract section 4).

job.status IN ['queued', 'submitted', 'running', 'active']
