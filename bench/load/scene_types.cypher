// load.scene_types — scene types.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
CREATE (type:SceneType:Entity {
  kind: 'scene_type', id: row.id, key: 'scene_type:' + row.id, name: row.name,
  created_at: row.created_at, updated_at: row.created_at
})
