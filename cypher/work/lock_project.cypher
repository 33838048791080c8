// work.lock_project — the project that an image or workflow is to be in, locked until the transaction ends.
//
// access:  write
// params:  project_id
// returns: project_id
// rows:    maybe-one
// used by: POST /api/{source-images,derived-images,workflows}

MATCH (project:Project {id: $project_id})
SET project._lock = true
REMOVE project._lock
WITH project
// looked at again under the lock: whoever held it may have deleted it
WHERE EXISTS { (:Project {id: $project_id}) }
RETURN project.id AS project_id
