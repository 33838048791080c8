// schema.060_receipt_inputs — receipts by all that went into them: what has been made already need not be made again.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX receipt_inputs IF NOT EXISTS
FOR (receipt:Receipt)
ON (receipt.inputs_hash)
