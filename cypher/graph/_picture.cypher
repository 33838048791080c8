// graph._picture — what is around `centre`: nodes by distance and id, and the edges between them.

WITH centre, [centre] AS ring, [centre] AS seen, 0 AS hop, [{node: centre, distance: 0}] AS found
{{graph._downstream}}
{{graph._downstream}}
{{graph._downstream}}
{{graph._downstream}}
{{graph._downstream}}
WITH centre, [centre] AS ring, [centre] AS seen, 0 AS hop, found
{{graph._upstream}}
{{graph._upstream}}
{{graph._upstream}}
{{graph._upstream}}
{{graph._upstream}}
CALL (found) {
  UNWIND found AS reached
  WITH reached.node AS node, min(reached.distance) AS distance
  WITH node, distance, {{graph._key}} AS key
  ORDER BY distance, key
  RETURN collect({node: node, distance: distance, key: key})[..$limit] AS picture, count(node) AS node_count
}
WITH centre, picture, node_count, [part IN picture | part.node] AS members
CALL (members) {
  CALL (members) {
    UNWIND members AS node
    MATCH (node)-[edge:USES|OF_SCENE_TYPE|IN_SCENE|OF_CHARACTER|IN_PROJECT|GENERATED_FROM|LATEST]->(target)
    WHERE target IN members
    RETURN edge
    UNION ALL
    // pair notes: each asset's are read once, from the side that has fewer
    WITH members
    UNWIND members AS node
    WITH node WHERE node:Listed
    WITH node, COUNT { (node)-[:COMPATIBLE_WITH]-() } AS degree
    ORDER BY degree
    WITH collect(CASE WHEN degree > 0 THEN node END) AS noted
    UNWIND range(0, size(noted) - 2) AS i
    WITH noted[i] AS one, noted[i + 1..] AS others
    MATCH (one)-[edge:COMPATIBLE_WITH]-(other)
    WHERE other IN others
    RETURN edge
  }
  WITH edge, startNode(edge) AS node
  WITH edge, {{graph._key}} AS source, endNode(edge) AS node
  WITH edge, source, {{graph._key}} AS target
  ORDER BY source, target, type(edge), edge.role, edge.note_id
  RETURN collect({{graph._edge}})[..5000] AS edges, count(edge) AS edge_count
}
