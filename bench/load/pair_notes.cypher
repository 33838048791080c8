// load.pair_notes — notes on two assets.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
MATCH (asset:Asset {id: row.asset_id})
MATCH (related:Asset {id: row.related_asset_id})
CREATE (note:Note)
SET note = row
CREATE (note)-[:ABOUT]->(asset)
CREATE (note)-[:ABOUT]->(related)
CREATE (asset)-[:COMPATIBLE_WITH {note_id: row.id, severity: row.severity}]->(related)
