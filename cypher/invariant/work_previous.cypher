// invariant.work_previous — versions of images and workflows whose previous one is not an older one of the same work.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Version, every one: where an edge leads cannot be a constraint
// used by: depgraph doctor, the tests of races and crashes

MATCH (version:Version)
WITH version, [(version)-[:PREVIOUS]->(previous) | previous] AS found
// only a first version came when none was current
WHERE size(found) <> CASE version.version_number WHEN 1 THEN 0 ELSE 1 END
   OR any(previous IN found
          WHERE NOT coalesce(previous.work_key = version.work_key
                             AND previous.version_number < version.version_number, false))
RETURN 'a previous version is not an older one of the same image or workflow' AS what,
       version.id AS subject_id, toString(size(found)) + ' previous' AS detail
LIMIT 100
