// project.save — a project is made, or replaced, and locked.
//
// access:  write
// params:  id, key, name, now
// returns: created
// rows:    one
// used by: PUT /api/projects/{id}

MERGE (held:Project {id: $id})
SET held._lock = true
REMOVE held._lock
WITH 1 AS locked
// looked for again under the lock: whoever held it may have deleted it
MERGE (project:Project {id: $id})
FOREACH (_ IN CASE WHEN project.key IS NULL THEN [1] ELSE [] END |
  SET project:Entity, project.key = $key, project.kind = 'project',
      project.created_at = $now, project._new = true)
WITH project, project._new IS NOT NULL AS created
REMOVE project._new
// the same again leaves its time of change alone
WITH project, created, created OR project.name <> $name AS changed
SET project.name = $name,
    project.updated_at = CASE WHEN changed THEN $now ELSE project.updated_at END
RETURN created
