// invariant.previous_version — versions whose previous one is not an older one of the same line.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Asset, every one: where an edge leads cannot be a constraint
// used by: depgraph doctor, the tests of races and crashes

MATCH (asset:Asset)
WITH asset, [(asset)-[:PREVIOUS]->(previous:Asset) | previous] AS found
WHERE [previous IN found | previous.id] <> CASE WHEN asset.previous_id IS NULL THEN [] ELSE [asset.previous_id] END
   OR any(previous IN found WHERE previous.name <> asset.name OR previous.version_number >= asset.version_number)
RETURN 'a previous version is not an older one of the same line, or not the one that is noted' AS what,
       asset.id AS subject_id,
       toString(size(found)) + ' previous, noted is ' + coalesce(asset.previous_id, 'none') AS detail
LIMIT 100
