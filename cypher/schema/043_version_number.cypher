// schema.043_version_number — version numbers of a work are never given twice.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT version_number IF NOT EXISTS
FOR (version:Version)
REQUIRE (version.work_key, version.version_number) IS UNIQUE
