// schema.056_made_from_by_age — what was made from an asset, in the order in which it was made.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX made_from_by_age IF NOT EXISTS
FOR ()-[made_from:MADE_FROM]-()
ON (made_from.source_id, made_from.at)
