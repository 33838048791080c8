// load.characters — characters in their projects.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
MATCH (project:Project {id: row.project_id})
CREATE (character:Character:Entity {
  kind: 'character', id: row.id, key: 'character:' + row.id, name: row.name,
  created_at: row.created_at, updated_at: row.created_at
})
CREATE (character)-[:IN_PROJECT]->(project)
