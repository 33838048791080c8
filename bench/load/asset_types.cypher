// load.asset_types — the types of the made lines.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
MERGE (type:AssetType {name: row.name})
ON CREATE SET type.id = row.name, type.created_at = row.created_at, type.updated_at = row.created_at
