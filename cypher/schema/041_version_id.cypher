// schema.041_version_id — every version of an image or workflow has its own id.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT version_id IF NOT EXISTS
FOR (version:Version)
REQUIRE version.id IS UNIQUE
