// invariant.version_shape — versions of images and workflows with a missing or wrong property, or of no one work.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Version, every one: Neo4j Community has no constraint on a property's presence or type
// used by: depgraph doctor, the tests of races and crashes

MATCH (version:Version)
WITH version, [(version)-[:VERSION_OF]->(work:Work) | work] AS works
WITH version, [pair IN [
       ['id', version.id IS :: STRING NOT NULL],
       ['work_key', size(works) = 1 AND works[0].key = version.work_key],
       ['kind', size(works) = 1 AND works[0].kind = version.kind],
       ['current_of', version.current_of IS NULL OR version.current_of = version.work_key],
       ['content_hash', version.content_hash =~ '[0-9a-f]{64}'],
       ['version_number', version.version_number IS :: INTEGER NOT NULL],
       ['depth', version.depth IS :: INTEGER NOT NULL],
       ['name', version.name IS :: STRING NOT NULL],
       ['file_path', version.file_path IS :: STRING],
       ['created_at', version.created_at IS :: STRING NOT NULL]
     ] WHERE NOT coalesce(pair[1], false) | pair[0]] AS wrong
WHERE size(wrong) > 0
RETURN 'a version of an image or workflow has a missing or wrong property' AS what,
       coalesce(version.id, elementId(version)) AS subject_id,
       reduce(text = head(wrong), word IN tail(wrong) | text + ', ' + word) AS detail
LIMIT 100
