// schema.048_uses_of_asset — one asset's users in the order in which they are listed, a page at a time.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX uses_of_asset IF NOT EXISTS
FOR ()-[uses:USES]-() ON (uses.asset_id, uses.entity_key, uses.role)
