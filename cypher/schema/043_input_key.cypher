// schema.043_input_key — one input for each content that receipts recorded.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT input_key IF NOT EXISTS
FOR (input:Input)
REQUIRE input.key IS UNIQUE
