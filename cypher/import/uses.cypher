// import.uses — what scene types and templates use; an edge that is there stays as it is.
//
// access:  write
// params:  rows, now
// returns: created
// rows:    one
// used by: depgraph import comfyui, POST /api/import/comfyui

UNWIND $rows AS row
MATCH (entity:Entity {key: row.key})
OPTIONAL MATCH (exact:Asset {name: row.name, version: row.version})
OPTIONAL MATCH (current:Asset {current_of: row.name})
WITH row, entity, coalesce(exact, CASE WHEN row.version = 'unversioned' THEN current END) AS asset
WHERE asset.status <> 'removed'
  AND NOT EXISTS { (entity)-[:USES {role: row.role}]->(asset) }
  AND NOT (row.version = 'unversioned'
           AND EXISTS { (entity)-[:USES {role: row.role}]->(:Asset {name: row.name}) })
WITH row, entity, asset ORDER BY asset.id
SET asset._lock = true
REMOVE asset._lock
// looked at again under the lock: whoever held it may have removed the asset
WITH row, entity, asset.id AS asset_id
MATCH (asset:Asset {id: asset_id}) WHERE asset.status <> 'removed'
MERGE (entity)-[uses:USES {role: row.role}]->(asset)
ON CREATE SET uses.id = row.id, uses.weight = row.weight, uses.source = 'import', uses.created_at = $now,
  {{dependency._ends}}
// two of the rows may mean the same
WITH asset, count(CASE WHEN uses.id = row.id THEN 1 END) AS edge_count
{{dependency._recount}}
RETURN coalesce(sum(edge_count), 0) AS created
