// asset.name — the line of an asset. A statement of its own that writes nothing: one that writes would hold the
// id's place in its index while it waits for the line, and so stand in the way of a deletion that has the line.
//
// access:  read
// params:  asset_id
// returns: name
// rows:    maybe-one
// used by: every write of a version, before it locks the line

MATCH (:Asset {id: $asset_id})-[:VERSION_OF]->(line:Line)
RETURN line.name AS name
