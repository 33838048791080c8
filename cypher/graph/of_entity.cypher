// graph.of_entity — what is around an entity, up to so many steps away.
//
// access:  read
// params:  key, up, down, limit
// returns: nodes, edges, node_count, edge_count
// rows:    maybe-one
// used by: GET /api/graph

MATCH (centre:Entity {key: $key})
{{graph._picture}}
RETURN COLLECT {
    UNWIND picture AS part
    WITH part.node AS node, part.key AS key, part.distance AS distance
    RETURN {{graph._node}} AS node_row
    ORDER BY distance, key
  } AS nodes,
  edges, node_count, edge_count
