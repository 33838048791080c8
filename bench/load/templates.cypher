// load.templates — templates.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
CREATE (template:Template:Entity {
  kind: 'template', id: row.id, key: 'template:' + row.id, name: row.name,
  created_at: row.created_at, updated_at: row.created_at
})
