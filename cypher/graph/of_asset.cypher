// graph.of_asset — what is around an asset, up to so many steps away.
//
// access:  read
// params:  asset_id, up, down, limit
// returns: nodes, edges, node_count, edge_count
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/graph, GET /api/graph

MATCH (centre:Asset {id: $asset_id})
{{graph._picture}}
RETURN COLLECT {
    UNWIND picture AS part
    WITH part.node AS node, part.key AS key, part.distance AS distance
    RETURN {{graph._node}} AS node_row
    ORDER BY distance, key
  } AS nodes,
  edges, node_count, edge_count
