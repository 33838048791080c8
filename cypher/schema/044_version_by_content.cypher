// schema.044_version_by_content — the versions that hold a recorded content.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE INDEX version_by_content IF NOT EXISTS
FOR (version:Version)
ON (version.kind, version.content_hash)
