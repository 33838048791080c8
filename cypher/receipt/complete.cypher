// receipt.complete — the one change that a receipt ever takes: how its generation ended. A failed one is never the latest.
//
// access:  write
// params:  receipt_id, columns, head
// returns: receipt
// rows:    maybe-one
// used by: POST /api/receipts/{receipt_id}/complete

MATCH (receipt:Receipt {id: $receipt_id})
MATCH (chain:ReceiptChain {segment_id: receipt.segment_id})
WHERE receipt.succeeded IS NULL
SET receipt += $columns
SET chain += $head
WITH receipt
CALL (receipt) {
  MATCH (segment:Segment)-[latest:LATEST]->(receipt)
  WHERE receipt.succeeded = false
  DELETE latest
  WITH segment
  MATCH (segment)<-[:OF_SEGMENT]-(earlier:Receipt)
  WHERE earlier.succeeded IS NULL OR earlier.succeeded
  WITH segment, earlier ORDER BY earlier.number DESC LIMIT 1
  CREATE (segment)-[:LATEST]->(earlier)
}
RETURN {{receipt._row}} AS receipt
