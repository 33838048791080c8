// schema.050_receipt_number — the receipts of a segment are numbered, and found when the segment is gone.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT receipt_number IF NOT EXISTS
FOR (receipt:Receipt)
REQUIRE (receipt.segment_id, receipt.number) IS UNIQUE
