// invariant.previous_version — versions whose previous one is not an older one of the same line.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Asset, every one: where an edge leads cannot be a constraint
// used by: depgraph doctor, the tests of races and crashes

MATCH (asset:Asset)-[:PREVIOUS]->(previous:Asset)
WITH asset, collect(previous) AS found
WHERE size(found) <> 1 OR found[0].name <> asset.name OR found[0].version_number >= asset.version_number
RETURN 'a previous version is not an older one of the same line' AS what,
       asset.id AS subject_id,
       toString(size(found)) + ' previous, the first is ' + found[0].id AS detail
LIMIT 100
