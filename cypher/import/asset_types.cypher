// import.asset_types — types that an import meets for the first time.
//
// access:  write
// params:  rows, now
// returns: created
// rows:    one
// used by: depgraph import comfyui, POST /api/import/comfyui

UNWIND $rows AS row
MERGE (type:AssetType {name: row})
ON CREATE SET type.id = row, type.created_at = $now, type.updated_at = $now, type._new = true
WITH type WHERE type._new
REMOVE type._new
RETURN count(*) AS created
