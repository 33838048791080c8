// schema.066_used_before_inputs — in stores from before, what was used earlier led to a usage; now it leads to the input itself.
//
// access:  write
// params:  –
// returns: –
// rows:    none
// scans:   Usage, every one, when a store is brought up to date
// used by: service start, depgraph db start

MATCH (usage:Usage)-[:OF_INPUT]->(input:Input)
MATCH (segment:Segment)-[former:USED_BEFORE]->(usage)
CALL (segment, former, input) {
  CREATE (segment)-[before:USED_BEFORE]->(input)
  SET before = properties(former)
  DELETE former
} IN TRANSACTIONS OF 10000 ROWS
