// invariant.left_over_lock — locks and other marks of a write that outlived it.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   every node: a lock may be left on any
// used by: depgraph doctor, the tests of races and crashes

MATCH (node)
WHERE node._lock IS NOT NULL OR node._new IS NOT NULL
RETURN 'a lock or mark was left behind' AS what,
       coalesce(toStringOrNull(node.id), toStringOrNull(node.name), elementId(node)) AS subject_id,
       head(labels(node)) AS detail
LIMIT 100
