// schema.056_usage_now_by_age — what was made from an asset, in the order in which it was made: by the latest receipts.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX usage_now_by_age IF NOT EXISTS
FOR ()-[used:USES_NOW]-()
ON (used.source_id, used.at)
