// load.previous — each version and the one that was current when it came.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
MATCH (asset:Asset {id: row.id})
MATCH (previous:Asset {id: row.previous_id})
CREATE (asset)-[:PREVIOUS]->(previous)
SET asset.previous_id = previous.id
