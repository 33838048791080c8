// schema.053_receipt_request_key — an imported receipt is recorded once, and found by its key when it comes again.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT receipt_request_key IF NOT EXISTS
FOR (receipt:Receipt)
REQUIRE receipt.request_key IS UNIQUE
