// invariant.receipt_shape — receipts without an id, or latest of a segment that is not theirs.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Receipt, every one: Neo4j Community has no constraint on a property's presence
// used by: depgraph doctor, the tests of races and crashes

CALL () {
  MATCH (receipt:Receipt)
  // asked for on its own: beside an OR, 5.26 looks for the id in an index, which has only those that bear one
  WHERE receipt.id IS NULL OR NOT receipt.id IS :: STRING NOT NULL OR COUNT { (receipt)-[:OF_SEGMENT]->() } > 1
  RETURN 'a receipt has no id or several segments' AS wrong, receipt AS found
  UNION ALL
  MATCH (receipt:Receipt)<-[:LATEST]-(segment:Segment)
  WHERE NOT EXISTS { (receipt)-[:OF_SEGMENT]->(segment) } OR COUNT { (segment)-[:LATEST]->() } > 1
  RETURN 'the latest receipt of a segment is not its own, or not the only one' AS wrong, receipt AS found
}
RETURN wrong AS what, coalesce(found.id, elementId(found)) AS subject_id, '' AS detail
LIMIT 100
