// invariant.listed — assets that are in the lists as tombstones, or out of them alive.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Asset, every one: a label and a property are compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (asset:Asset)
WHERE (asset:Listed) <> (asset.status <> 'removed')
RETURN 'an asset is listed although removed, or the other way round' AS what,
       asset.id AS subject_id,
       'status ' + coalesce(asset.status, 'none') AS detail
LIMIT 100
