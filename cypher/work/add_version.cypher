// work.add_version — the next version of a locked work, current from now on; no row when the current one has this content.
//
// access:  write
// params:  key, kind, version_id, name, content_hash, file_path, depth, origin_ids, input_key, now
// returns: version_id, former_id, former_hash
// rows:    maybe-one
// used by: POST /api/{source-images,derived-images,workflows}

MATCH (work:Work {key: $key})
OPTIONAL MATCH (former:Version {current_of: $key})
WITH work, former
WHERE former IS NULL OR former.content_hash <> $content_hash
CREATE (version:Version {
  id: $version_id, kind: $kind, work_key: $key, version_number: work.next_number, name: $name,
  content_hash: $content_hash, file_path: $file_path, depth: $depth, created_at: $now
})
CREATE (version)-[:VERSION_OF]->(work)
SET work.next_number = work.next_number + 1, work.name = $name
FOREACH (previous IN CASE WHEN former IS NULL THEN [] ELSE [former] END |
  CREATE (version)-[:PREVIOUS]->(previous)
  REMOVE previous.current_of)
SET version.current_of = $key
WITH version, former
// a receipt may have recorded this content before anyone registered it
MERGE (input:Input {key: $input_key})
ON CREATE SET input.hash = $content_hash
CREATE (input)-[:RECORDS]->(version)
WITH version, former
// Nothing can be derived in a circle: edges begin at the version that is made here, which nobody knew
// before, and lead to versions that were there; none is ever added to an older version.
CALL (version) {
  UNWIND $origin_ids AS origin_id
  MATCH (origin:Version {id: origin_id})
  CREATE (version)-[:DERIVED_FROM]->(origin)
}
RETURN version.id AS version_id, former.id AS former_id, former.content_hash AS former_hash
