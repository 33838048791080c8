// work.origins — what a new version is derived from: each reference as a version's id and as a work's id, with the works above it.
//
// access:  read
// params:  references
// returns: reference, version_id, kind, work_key, depth, work_keys
// rows:    many
// used by: POST /api/{source-images,derived-images,workflows}

UNWIND $references AS asked_for
CALL (asked_for) {
  MATCH (version:Version {id: asked_for})
  RETURN version
  UNION
  UNWIND ['source_image:', 'derived_image:', 'workflow:'] AS prefix
  MATCH (version:Version {current_of: prefix + asked_for})
  RETURN version
}
CALL (version) {
  MATCH (version)-[:DERIVED_FROM*1..20]->(origin:Version)
  WITH DISTINCT origin
  RETURN collect(DISTINCT origin.work_key) AS above
}
RETURN asked_for AS reference, version.id AS version_id, version.kind AS kind, version.work_key AS work_key,
       version.depth AS depth, above AS work_keys
ORDER BY reference, version_id
