// load.projects — projects.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
CREATE (project:Project:Entity {
  kind: 'project', id: row.id, key: 'project:' + row.id, name: row.name,
  created_at: row.created_at, updated_at: row.created_at
})
