// receipt.chains_again — the same of some segments, while nobody writes to them: what was half written before is whole.
//
// access:  write
// params:  segment_ids
// returns: segment_id, head, receipts
// rows:    many
// used by: depgraph verify --receipts

UNWIND $segment_ids AS segment_id
OPTIONAL MATCH (chain:ReceiptChain {segment_id: segment_id})
SET chain._lock = true
REMOVE chain._lock
WITH segment_id, chain
RETURN segment_id, chain {.count, .head_hash, .completion_head_hash, .seal} AS head, {{receipt._chain}} AS receipts
ORDER BY segment_id
