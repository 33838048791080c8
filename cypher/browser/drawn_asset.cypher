// browser.drawn_asset — an asset with what uses it and what it is noted with, as paths that the Browser draws.
//
// access:  read
// params:  asset_id, limit
// returns: path
// rows:    many
// used by: the Neo4j Browser's guide and favourites

MATCH path = (:Asset {id: $asset_id})-[:USES|COMPATIBLE_WITH|PREVIOUS|OF_SCENE_TYPE|IN_SCENE]-{1,3}(other)
WITH path, other
RETURN path
ORDER BY length(path), elementId(other)
LIMIT $limit
