// asset.lock_line — the line of a name, made when new and locked until the transaction ends, and what it holds.
//
// access:  write
// params:  name, asset_type, version, now
// returns: asset_type, version_count, current_id, same, unversioned
// rows:    one
// used by: POST /api/assets

MERGE (line:Line {name: $name})
ON CREATE SET line.asset_type = $asset_type, line.next_number = 1, line.created_at = $now
// a constant write first: from here on no other client changes this line
SET line._lock = true
REMOVE line._lock
WITH line
OPTIONAL MATCH (same:Asset {name: $name, version: $version})
OPTIONAL MATCH (current:Asset {current_of: $name})
OPTIONAL MATCH (unversioned:Asset {name: $name, version: 'unversioned'})
RETURN line.asset_type AS asset_type,
       COUNT { (line)<-[:VERSION_OF]-() } AS version_count,
       current.id AS current_id,
       same {.id, .status, .placeholder, .metadata, .tags} AS same,
       unversioned {.id, .status, .placeholder, .metadata, .tags} AS unversioned
