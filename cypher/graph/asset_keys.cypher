// graph.asset_keys — the next assets of the whole graph, tombstones too, by id.
//
// access:  read
// params:  after, limit
// returns: key
// rows:    many
// used by: GET /api/export, depgraph export

MATCH (asset:Asset)
WHERE asset.id > $after
WITH asset.id AS asset_id ORDER BY asset_id LIMIT $limit
RETURN 'asset:' + asset_id AS key
ORDER BY key
