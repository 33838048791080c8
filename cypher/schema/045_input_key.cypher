// schema.045_input_key — one input for each content that receipts record.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT input_key IF NOT EXISTS
FOR (input:Input)
REQUIRE input.key IS UNIQUE
