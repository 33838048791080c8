// invariant.receipt_chain — chains whose receipts are not numbered from 1 to their count, and receipts without a chain.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Receipt and ReceiptChain, every one: the kept count and the receipts are compared
// used by: depgraph doctor, the tests of races and crashes

CALL () {
  // grouped in the order of the index; no number is there twice: a constraint
  MATCH (receipt:Receipt)
  WHERE receipt.segment_id IS NOT NULL AND receipt.number IS NOT NULL
  WITH receipt.segment_id AS segment_id, count(*) AS there, min(receipt.number) AS lowest, max(receipt.number) AS highest
  OPTIONAL MATCH (chain:ReceiptChain {segment_id: segment_id})
  WITH segment_id, there, lowest, highest, chain
  WHERE NOT coalesce(lowest = 1 AND highest = there AND there = chain.count, false)
  RETURN segment_id AS about, there, highest, chain.count AS kept_count
  UNION ALL
  MATCH (empty:ReceiptChain)
  WHERE NOT coalesce(empty.count = 0, false)
    AND NOT EXISTS { MATCH (first:Receipt {segment_id: empty.segment_id}) WHERE first.number IS NOT NULL }
  RETURN empty.segment_id AS about, 0 AS there, null AS highest, empty.count AS kept_count
}
RETURN 'the receipts of a segment are not numbered from 1 to the count of its chain' AS what,
       coalesce(toStringOrNull(about), 'none') AS subject_id,
       toString(there) + ' receipts up to ' + coalesce(toStringOrNull(highest), 'none')
         + ', count ' + coalesce(toStringOrNull(kept_count), 'none') AS detail
LIMIT 100
