// invariant.receipt_segment — receipts that do not lead to their segment although it is there, or lead to another.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Receipt, every one: that an edge is there cannot be a constraint
// used by: depgraph doctor, the tests of races and crashes

MATCH (receipt:Receipt)
WITH receipt, [(receipt)-[:OF_SEGMENT]->(segment:Segment) | segment.id] AS leads_to
OPTIONAL MATCH (own:Segment {id: receipt.segment_id})
WITH receipt, leads_to, own
WHERE any(segment_id IN leads_to WHERE segment_id <> receipt.segment_id)
   // a segment that was deleted and made again has receipts of its former life, which are older than it is
   OR (own IS NOT NULL AND leads_to = [] AND receipt.created_at > own.created_at)
RETURN 'a receipt does not lead to its segment' AS what,
       coalesce(toStringOrNull(receipt.id), elementId(receipt)) AS subject_id,
       'of segment ' + coalesce(toStringOrNull(receipt.segment_id), 'none')
         + CASE leads_to WHEN [] THEN ', leads to none' ELSE ', leads to ' + leads_to[0] END AS detail
LIMIT 100
