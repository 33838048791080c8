// load.heads — where the chains of some segments end now.
//
// access:  read
// params:  segment_ids
// returns: segment_id, count, head_hash, completion_head_hash
// rows:    many
// used by: python -m bench provenance

UNWIND $segment_ids AS segment_id
MATCH (chain:ReceiptChain {segment_id: segment_id})
RETURN segment_id, chain.count AS count, chain.head_hash AS head_hash,
       chain.completion_head_hash AS completion_head_hash
