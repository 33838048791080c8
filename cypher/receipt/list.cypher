// receipt.list — the receipts of a segment, newest first; those of a deleted segment too.
//
// access:  read
// params:  segment_id, offset, limit
// returns: is_known, total, items
// rows:    one
// used by: GET /api/segments/{segment_id}/receipts

RETURN EXISTS { (:Segment {id: $segment_id}) } OR EXISTS { (:ReceiptChain {segment_id: $segment_id}) } AS is_known,
  COUNT { MATCH (receipt:Receipt {segment_id: $segment_id}) WHERE receipt.number > 0 } AS total,
  COLLECT {
    // true of every receipt: both properties of the index are asked for, so that it is used
    MATCH (receipt:Receipt {segment_id: $segment_id}) WHERE receipt.number > 0
    WITH receipt ORDER BY receipt.number DESC SKIP $offset LIMIT $limit
    RETURN {{receipt._row}} AS receipt_row
    ORDER BY receipt.number DESC
  } AS items
