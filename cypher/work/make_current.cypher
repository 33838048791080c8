// work.make_current — this version of a locked work becomes its current one, in one write.
//
// access:  write
// params:  key, version_number
// returns: version_id, content_hash, former_id, former_hash
// rows:    maybe-one
// used by: POST /api/{source-images,derived-images,workflows}/{id}/make-current

MATCH (version:Version {work_key: $key, version_number: $version_number})-[:VERSION_OF]->(work:Work)
OPTIONAL MATCH (former:Version {current_of: $key})
WITH version, work, former, former IS NULL OR former <> version AS moves
FOREACH (_ IN CASE WHEN moves AND former IS NOT NULL THEN [1] ELSE [] END | REMOVE former.current_of)
FOREACH (_ IN CASE WHEN moves THEN [1] ELSE [] END |
  SET version.current_of = $key, work.name = version.name)
RETURN version.id AS version_id, version.content_hash AS content_hash,
       former.id AS former_id, former.content_hash AS former_hash
