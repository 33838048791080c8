// load.wipe — everything but the schema and its first data.
//
// access:  write
// params:  –
// returns: –
// rows:    none
// used by: python -m bench

MATCH (node)
WHERE NOT node:SchemaStep AND NOT node:AssetType AND NOT node:AssetStatus
CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 5000 ROWS
