// import.scene_types — scene types, by shape; those that are there stay as they are.
//
// access:  write
// params:  rows, now
// returns: created
// rows:    one
// used by: depgraph import comfyui, POST /api/import/comfyui

UNWIND $rows AS row
MERGE (type:SceneType {id: row.id})
ON CREATE SET type:Entity, type.kind = 'scene_type', type.key = 'scene_type:' + row.id, type.name = row.name,
              type.created_at = $now, type.updated_at = $now, type._new = true
WITH type WHERE type._new
REMOVE type._new
RETURN count(*) AS created
