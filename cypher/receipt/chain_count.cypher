// receipt.chain_count — how many segments have a chain of receipts.
//
// access:  read
// params:  –
// returns: chain_count
// rows:    one
// used by: depgraph verify --receipts

MATCH (chain:ReceiptChain)
RETURN count(chain) AS chain_count
