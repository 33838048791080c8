// receipt.list — the receipts of a segment, newest first; those of a deleted segment too.
//
// access:  read
// params:  segment_id, offset, limit
// returns: is_known, total, items
// rows:    one
// used by: GET /api/segments/{segment_id}/receipts

RETURN EXISTS { (:Segment {id: $segment_id}) } OR EXISTS { (:ReceiptChain {segment_id: $segment_id}) } AS is_known,
  COUNT { (:Receipt {segment_id: $segment_id}) } AS total,
  COLLECT {
    MATCH (receipt:Receipt {segment_id: $segment_id})
    WITH receipt ORDER BY receipt.number DESC SKIP $offset LIMIT $limit
    RETURN {{receipt._row}} AS receipt_row
    ORDER BY receipt.number DESC
  } AS items
