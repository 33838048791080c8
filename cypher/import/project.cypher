// import.project — the project of an import; there already: it stays as it is.
//
// access:  write
// params:  id, name, now
// returns: created
// rows:    one
// used by: depgraph import comfyui, POST /api/import/comfyui

MERGE (project:Project {id: $id})
ON CREATE SET project:Entity, project.kind = 'project', project.key = 'project:' + $id, project.name = $name,
              project.created_at = $now, project.updated_at = $now, project._new = true
WITH project, project._new IS NOT NULL AS is_new
REMOVE project._new
RETURN toInteger(is_new) AS created
