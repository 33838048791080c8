// schema.042_version_current_of — at most one current version: only that one bears its work's key here.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT version_current_of IF NOT EXISTS
FOR (version:Version)
REQUIRE version.current_of IS UNIQUE
