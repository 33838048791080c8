// schema.034_request_age — old request keys are dropped.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX request_age IF NOT EXISTS
FOR (request:Request)
ON (request.created_at)
