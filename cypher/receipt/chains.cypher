// receipt.chains — the next segments that have receipts or a chain, by id, deleted ones too, with all that was recorded.
//
// access:  read
// params:  after, limit
// returns: segment_id, head, receipts
// rows:    many
// used by: depgraph verify --receipts

CALL () {
  MATCH (chain:ReceiptChain)
  WHERE chain.segment_id > $after
  RETURN chain.segment_id AS segment_id
  ORDER BY segment_id
  LIMIT $limit
  UNION
  // receipts whose chain is gone are looked at as well
  MATCH (receipt:Receipt)
  WHERE receipt.segment_id > $after AND receipt.number IS NOT NULL
  RETURN DISTINCT receipt.segment_id AS segment_id
  ORDER BY segment_id
  LIMIT $limit
}
WITH segment_id ORDER BY segment_id LIMIT $limit
OPTIONAL MATCH (chain:ReceiptChain {segment_id: segment_id})
RETURN segment_id, chain {.count, .head_hash, .completion_head_hash, .seal} AS head, {{receipt._chain}} AS receipts
ORDER BY segment_id
