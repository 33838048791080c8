// input._current — what is current wherever it decides of `input`, as a list: another one after each next version.

COLLECT {
  CALL (input) {
    OPTIONAL MATCH (input)-[:RECORDS]->(own:Asset)
    OPTIONAL MATCH (input)-[:RECORDS]->(content:Content)
    WITH CASE WHEN own IS NULL THEN {{receipt._asset_of_content}} ELSE own END AS asset
    MATCH (asset)-[:VERSION_OF]->(line:Line)
    MATCH (current:Asset {current_of: line.name})
    RETURN current.id + ' ' + coalesce(current.checksum_sha256, '') AS part
    UNION ALL
    MATCH (input)-[:RECORDS]->(version:Version)
    MATCH (version)-[:DERIVED_FROM*0..20]->(origin:Version)
    WITH DISTINCT origin.work_key AS work_key
    MATCH (current:Version {current_of: work_key})
    RETURN current.id AS part
  }
  RETURN part ORDER BY part
}
