// graph._upstream — one step further to what the ring uses or is made of: the next ring, by id, without what was seen before.

CALL (ring, seen, hop) {
  UNWIND CASE WHEN hop < $up THEN ring[..$limit] ELSE [] END AS one
  CALL (one) {
    MATCH (one)-[:USES|OF_SCENE_TYPE|IN_SCENE|OF_CHARACTER|IN_PROJECT]->(next)
    RETURN next
    UNION ALL
    // a base model is in hundreds of thousands of receipts; no picture holds more than these
    MATCH (one)-[:GENERATED_FROM|LATEST]->(next)
    RETURN next LIMIT 501
  }
  // the bound of the work of one step, far above what a picture can hold
  WITH seen, next LIMIT 20000
  WHERE NOT next IN seen
  WITH DISTINCT next AS node
  WITH node, {{graph._key}} AS key
  ORDER BY key
  RETURN collect(node) AS next_ring
}
WITH centre, next_ring AS ring, seen + next_ring AS seen, hop + 1 AS hop,
     found + [node IN next_ring | {node: node, distance: hop + 1}] AS found
