// graph.entity_keys — the next entities of the whole graph, by kind and id.
//
// access:  read
// params:  after, limit
// returns: key
// rows:    many
// used by: GET /api/export, depgraph export

MATCH (entity:Entity)
WHERE entity.key > $after
RETURN entity.key AS key
ORDER BY key
LIMIT $limit
