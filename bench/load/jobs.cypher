// load.jobs — jobs.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
CREATE (job:Job:Entity {
  kind: 'job', id: row.id, key: 'job:' + row.id, name: row.name, status: row.status,
  created_at: row.created_at, updated_at: row.created_at
})
