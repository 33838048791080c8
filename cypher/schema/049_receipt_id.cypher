// schema.049_receipt_id — every receipt has its own id.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT receipt_id IF NOT EXISTS
FOR (receipt:Receipt)
REQUIRE receipt.id IS UNIQUE
