// schema.051_receipt_chain — one chain of receipts for each segment, whatever becomes of the segment.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT receipt_chain IF NOT EXISTS
FOR (chain:ReceiptChain)
REQUIRE chain.segment_id IS UNIQUE
