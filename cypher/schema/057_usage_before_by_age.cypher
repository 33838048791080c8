// schema.057_usage_before_by_age — what was made from an asset, in the order in which it was made: by earlier receipts.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX usage_before_by_age IF NOT EXISTS
FOR ()-[used:USED_BEFORE]-()
ON (used.source_id, used.at)
