// schema.023_request_key — a repeat of a request finds its first answer.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT request_key IF NOT EXISTS
FOR (request:Request)
REQUIRE request.key IS UNIQUE
