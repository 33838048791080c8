// import.templates — workflows without an output; those that are there stay as they are.
//
// access:  write
// params:  rows, now
// returns: created
// rows:    one
// used by: depgraph import comfyui, POST /api/import/comfyui

UNWIND $rows AS row
MERGE (template:Template {id: row.id})
ON CREATE SET template:Entity, template.kind = 'template', template.key = 'template:' + row.id,
              template.name = row.name, template.file_path = row.file_path,
              template.created_at = $now, template.updated_at = $now, template._new = true
WITH template WHERE template._new
REMOVE template._new
RETURN count(*) AS created
