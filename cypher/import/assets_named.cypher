// import.assets_named — the assets of names and versions; a name without a version means what is current of its line.
//
// access:  read
// params:  rows
// returns: name, version, asset_id, asset_version, is_placeholder, is_guess, hash, tensor_hash
// rows:    many
// used by: depgraph import comfyui, POST /api/import/comfyui

UNWIND $rows AS row
OPTIONAL MATCH (exact:Asset {name: row.name, version: row.version})
OPTIONAL MATCH (current:Asset {current_of: row.name})
WITH row, exact, coalesce(exact, CASE WHEN row.version = 'unversioned' THEN current END) AS asset
WHERE asset IS NOT NULL
OPTIONAL MATCH (asset)-[:HAS_CONTENT]->(content:Content)
RETURN row.name AS name, row.version AS version, asset.id AS asset_id, asset.version AS asset_version,
       asset.placeholder AS is_placeholder,
       exact IS NULL AND COUNT { (asset)-[:VERSION_OF]->()<-[:VERSION_OF]-() } > 1 AS is_guess,
       asset.checksum_sha256 AS hash, content.tensor_sha256 AS tensor_hash
ORDER BY name, version
