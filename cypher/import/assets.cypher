// import.assets — placeholders for versions that were never seen; of a new line the last one becomes current.
//
// access:  write
// params:  rows, now
// returns: created
// rows:    one
// used by: depgraph import comfyui, POST /api/import/comfyui

UNWIND $rows AS row
MERGE (line:Line {name: row.name})
ON CREATE SET line.asset_type = row.asset_type, line.next_number = 1, line.created_at = $now
SET line._lock = true
REMOVE line._lock
WITH row, line
CALL (row, line) {
  UNWIND row.versions AS version
  OPTIONAL MATCH (known:Asset {name: row.name, version: version.version})
  WITH line, version, known
  // a name without a version means whatever its line has, if it has anything
  WHERE known IS NULL
    AND NOT (version.version = 'unversioned' AND EXISTS { (line)<-[:VERSION_OF]-(:Asset) })
  RETURN collect(version) AS fresh
}
CALL (row, line, fresh) {
  UNWIND range(0, size(fresh) - 1) AS place
  WITH row, line, place, fresh[place] AS version
  CREATE (asset:Asset:Listed {
    id: version.id,
    name: row.name, search_name: row.search_name, version: version.version,
    version_number: line.next_number + place,
    asset_type: line.asset_type, status: 'active', placeholder: true,
    metadata: version.metadata, tags: [], origin: 'import',
    created_at: $now, updated_at: $now,
    avg_rating: 0.0, rating_sum: 0, rating_count: 0, dependency_count: 0, uses_revision: 0
  })
  CREATE (asset)-[:VERSION_OF]->(line)
  WITH line, asset ORDER BY asset.version_number
  WITH line, collect(asset) AS made
  OPTIONAL MATCH (current:Asset {current_of: line.name})
  FOREACH (place IN range(0, size(made) - 1) |
    FOREACH (asset IN [made[place]] |
      FOREACH (previous IN CASE WHEN current IS NOT NULL THEN [current]
                                WHEN place > 0 THEN [made[place - 1]] ELSE [] END |
        CREATE (asset)-[:PREVIOUS]->(previous)
        SET asset.previous_id = previous.id)))
  FOREACH (asset IN CASE WHEN current IS NULL THEN made[-1..] ELSE [] END |
    SET asset.current_of = line.name)
  // where all former versions were removed, what receipts recorded of them has a current version again
  WITH line, made, current IS NULL AND line.next_number > 1 AS revived
  SET line.next_number = line.next_number + size(made)
  RETURN size(made) AS made_count, CASE WHEN revived THEN line END AS revived_line
}
WITH coalesce(sum(made_count), 0) AS created, collect(revived_line) AS lines
CALL (lines) {
  CALL (lines) {
    {{input._of_lines}}
  }
  {{input._lock_and_mark}}
  RETURN size(inputs) AS input_count
}
RETURN created
