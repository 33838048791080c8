// browser.most_used — the assets that most depend on, with the ids that the guide's other slides ask for.
//
// access:  read
// params:  limit
// returns: asset_id, name, version, asset_type, dependency_count
// rows:    many
// scans:   Listed — the first of all are asked for; a big graph is read by the index on dependency_count
// used by: the Neo4j Browser's guide and favourites

MATCH (asset:Listed)
WHERE asset.dependency_count >= 0
RETURN asset.id AS asset_id, asset.name AS name, asset.version AS version,
       asset.asset_type AS asset_type, asset.dependency_count AS dependency_count
ORDER BY dependency_count DESC, asset_id
LIMIT $limit
