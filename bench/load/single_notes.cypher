// load.single_notes — notes on one asset.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
MATCH (asset:Asset {id: row.asset_id})
CREATE (note:Note)
SET note = row, note.only_asset_id = row.asset_id
CREATE (note)-[:ABOUT]->(asset)
