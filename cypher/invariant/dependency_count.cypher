// invariant.dependency_count — assets whose kept number of dependents is not that of their edges.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Asset, every one: the kept number and the edges are compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (asset:Asset)
WITH asset, COUNT { (asset)<-[:USES]-() } AS edge_count
WHERE asset.dependency_count <> edge_count
RETURN 'the kept number of dependents is not the number of edges' AS what,
       asset.id AS subject_id,
       toString(asset.dependency_count) + ' kept, ' + toString(edge_count) + ' edges' AS detail
LIMIT 100
