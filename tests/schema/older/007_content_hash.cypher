// schema.007_content_hash — bytes are one thing, whoever has them.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT content_hash IF NOT EXISTS
FOR (content:Content)
REQUIRE content.hash IS UNIQUE
