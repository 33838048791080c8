// invariant.receipt_chain — chains whose receipts are not numbered from 1 to their count, and receipts without a chain.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   ReceiptChain and Receipt, every one: the kept count and the receipts are compared
// used by: depgraph doctor, the tests of races and crashes

CALL () {
  MATCH (chain:ReceiptChain)
  WITH chain,
       COUNT { MATCH (receipt:Receipt {segment_id: chain.segment_id}) WHERE receipt.number IS NOT NULL } AS there,
       COUNT { MATCH (placed:Receipt {segment_id: chain.segment_id})
               WHERE placed.number >= 1 AND placed.number <= chain.count } AS in_place
  // no number is there twice: a constraint
  WHERE chain.count IS NULL OR there <> chain.count OR in_place <> chain.count
  RETURN 'the receipts of a segment are not numbered from 1 to their count' AS wrong, chain.segment_id AS about,
         toString(there) + ' receipts, count ' + coalesce(toStringOrNull(chain.count), 'none') AS more
  UNION ALL
  // the first stands for the others: where it is missing too, the chain's count tells
  MATCH (first:Receipt)
  WHERE first.number = 1 AND NOT EXISTS { MATCH (:ReceiptChain {segment_id: first.segment_id}) }
  RETURN 'a receipt has no chain' AS wrong, coalesce(first.segment_id, first.id) AS about, first.id AS more
}
RETURN wrong AS what, coalesce(toStringOrNull(about), 'none') AS subject_id, coalesce(more, '') AS detail
LIMIT 100
