// schema.059_acceptance_id — one acceptance for each id.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT acceptance_id IF NOT EXISTS
FOR (acceptance:Acceptance)
REQUIRE acceptance.id IS UNIQUE
