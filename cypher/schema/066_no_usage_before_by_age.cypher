// schema.066_no_usage_before_by_age — an index of stores from before: what it sorted is at MADE_FROM now.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

DROP INDEX usage_before_by_age IF EXISTS
