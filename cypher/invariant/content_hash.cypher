// invariant.content_hash — contents that are there twice, or whose name is no SHA-256.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Content, every one: holds even where the constraint was dropped
// used by: depgraph doctor, the tests of races and crashes

MATCH (content:Content)
WITH content.hash AS hash, count(*) AS node_count
WHERE node_count > 1 OR NOT coalesce(hash =~ '[0-9a-f]{64}', false)
RETURN 'a content hash is there twice, or is none' AS what,
       coalesce(hash, 'none') AS subject_id,
       toString(node_count) + ' nodes' AS detail
LIMIT 100
