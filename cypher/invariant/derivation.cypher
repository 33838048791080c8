// invariant.derivation — versions that are derived from what they cannot be, or over more steps than are followed.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Version, every one: where an edge leads cannot be a constraint
// used by: depgraph doctor, the tests of races and crashes

MATCH (version:Version)
WITH version, [(version)-[:DERIVED_FROM]->(origin) | origin] AS origins
WHERE any(origin IN origins
          WHERE NOT coalesce(version.kind = 'derived_image' AND origin.kind IN ['source_image', 'derived_image']
                             AND origin.work_key <> version.work_key AND origin.depth < version.depth, false))
   OR version.depth <> coalesce(reduce(depth = 0, origin IN origins |
                                  CASE WHEN origin.depth >= depth THEN origin.depth + 1 ELSE depth END), -1)
   OR version.depth > 20
RETURN 'a version is derived from what it cannot be derived from' AS what,
       version.id AS subject_id, toString(size(origins)) + ' origins, depth ' + toString(version.depth) AS detail
LIMIT 100
