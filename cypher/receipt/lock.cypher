// receipt.lock — a receipt and the head of its segment's chain, locked with the segment until the transaction ends.
//
// access:  write
// params:  receipt_id
// returns: receipt, head, inputs
// rows:    maybe-one
// used by: POST /api/receipts/{receipt_id}/complete

MATCH (receipt:Receipt {id: $receipt_id})
OPTIONAL MATCH (receipt)-[:OF_SEGMENT]->(segment:Segment)
SET segment._lock = true
REMOVE segment._lock
WITH receipt
MATCH (chain:ReceiptChain {segment_id: receipt.segment_id})
SET chain._lock = true
REMOVE chain._lock
WITH receipt, chain {.count, .head_hash, .completion_head_hash} AS head
RETURN {{receipt._row}} AS receipt, head, {{receipt._compared}} AS inputs
