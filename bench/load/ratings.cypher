// load.ratings — ratings.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
MATCH (asset:Asset {id: row.asset_id})
CREATE (rating:Rating)
SET rating = row
CREATE (rating)-[:RATES]->(asset)
