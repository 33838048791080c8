// template.save — a template is made, or replaced, and locked.
//
// access:  write
// params:  id, key, name, now
// returns: created
// rows:    one
// used by: PUT /api/templates/{id}

MERGE (held:Template {id: $id})
SET held._lock = true
REMOVE held._lock
WITH 1 AS locked
// looked for again under the lock: whoever held it may have deleted it
MERGE (template:Template {id: $id})
FOREACH (_ IN CASE WHEN template.key IS NULL THEN [1] ELSE [] END |
  SET template:Entity, template.key = $key, template.kind = 'template',
      template.created_at = $now, template._new = true)
WITH template, template._new IS NOT NULL AS created
REMOVE template._new
// the same again leaves its time of change alone
WITH template, created, created OR template.name <> $name AS changed
SET template.name = $name,
    template.updated_at = CASE WHEN changed THEN $now ELSE template.updated_at END
RETURN created
