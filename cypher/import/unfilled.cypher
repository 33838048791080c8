// import.unfilled — which of these versions still are placeholders, with their ids.
//
// access:  read
// params:  rows
// returns: name, version, asset_id
// rows:    many
// used by: depgraph import comfyui, POST /api/import/comfyui

UNWIND $rows AS row
MATCH (asset:Asset {name: row.name, version: row.version})
WHERE asset.placeholder AND asset.status <> 'removed'
RETURN asset.name AS name, asset.version AS version, asset.id AS asset_id
ORDER BY name, version
