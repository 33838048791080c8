// impact.dismiss — somebody has seen what an update of this version touches; kept with who, when and why.
//
// access:  write
// params:  asset_id, id, reason, by, now
// returns: dismissal
// rows:    maybe-one
// used by: POST /api/assets/{asset_id}/impact/dismiss

MATCH (asset:Asset {id: $asset_id})-[:VERSION_OF]->(line:Line)
SET line._lock = true
REMOVE line._lock
WITH asset, line
CREATE (dismissal:Dismissal {id: $id, reason: $reason, by: $by, created_at: $now, next_number: line.next_number})
CREATE (dismissal)-[:DISMISSES]->(asset)
RETURN dismissal { .by, .reason, at: dismissal.created_at, asset_id: asset.id } AS dismissal
