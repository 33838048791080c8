// dependency._versions — the asset named, and as `versions` itself alone or every version of its line.

MATCH (named:Asset {id: $asset_id})
OPTIONAL MATCH (named)-[:VERSION_OF]->(line:Line)
WHERE $versions = 'all'
OPTIONAL MATCH (line)<-[:VERSION_OF]-(sibling:Asset)
WITH named, collect(coalesce(sibling, named)) AS versions
