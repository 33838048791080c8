// invariant.asset_line — assets that are not exactly in the line of their name and type.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Asset, every one: the edge and the copied words are compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (asset:Asset)
WITH asset, [(asset)-[:VERSION_OF]->(line:Line) | line] AS lines
WHERE size(lines) <> 1 OR lines[0].name <> asset.name OR lines[0].asset_type <> asset.asset_type
   OR lines[0].next_number <= asset.version_number
RETURN 'an asset is not in the one line of its name, type and number' AS what,
       asset.id AS subject_id,
       'lines: ' + toString(size(lines)) + ', number ' + coalesce(toString(asset.version_number), 'none')
         + ' of next ' + coalesce(toString(lines[0].next_number), 'none') AS detail
LIMIT 100
