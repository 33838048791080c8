// import.line_types — the asset type of each line, a batch after a name.
//
// access:  read
// params:  after, limit
// returns: name, asset_type
// rows:    many
// used by: depgraph import comfyui, POST /api/import/comfyui

MATCH (line:Line)
WHERE line.name > $after
RETURN line.name AS name, line.asset_type AS asset_type
ORDER BY line.name
LIMIT $limit
