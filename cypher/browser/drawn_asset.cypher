// browser.drawn_asset — an asset with what uses it and what it is noted with, as nodes and edges that the Browser draws.
//
// access:  read
// params:  asset_id, limit
// returns: source, edge, target
// rows:    many
// used by: the Neo4j Browser's guide and favourites

MATCH path = (:Asset {id: $asset_id})-[:USES|COMPATIBLE_WITH|PREVIOUS|OF_SCENE_TYPE|IN_SCENE]-{1,3}()
UNWIND relationships(path) AS edge
WITH edge, min(length(path)) AS distance
RETURN startNode(edge) AS source, edge, endNode(edge) AS target
ORDER BY distance, elementId(edge)
LIMIT $limit
