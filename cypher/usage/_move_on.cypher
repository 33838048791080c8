// usage._move_on — what a segment was made from, after its only new receipt: as `lacks_usage` whether the rest has to follow by usage.open.

WITH *
// one edge to each usage: what was used until now was used before, unless it is used again
CALL (segment) {
  MATCH (segment)-[former:USES_NOW]->(usage:Usage)
  // in one order for all: a usage of few segments is held by whoever writes an edge to it
  WITH segment, former, usage ORDER BY usage.key
  // that its model was unknown says nothing of it any more
  FOREACH (_ IN CASE WHEN usage.input_key = 'model:' THEN [] ELSE [1] END |
    CREATE (segment)-[before:USED_BEFORE]->(usage)
    SET before = properties(former))
  DELETE former
}
OPTIONAL MATCH (segment)-[:IN_SCENE]->(:Scene)-[:IN_PROJECT]->(project:Project)
FOREACH (place IN CASE WHEN project IS NULL OR EXISTS { (segment)-[:MADE_IN]->() } THEN [] ELSE [project] END |
  CREATE (segment)-[:MADE_IN]->(place))
// of several receipts at once the newest use of each input has to be found: a row without a usage says so
WITH segment, latest, project,
     CASE WHEN size(used_by_each) = 1 THEN used_by_each[0] + given.unknown ELSE [null] END AS used
CALL (segment, latest, project, used) {
  UNWIND used AS one
  WITH DISTINCT segment, latest, one.source_id AS source_id,
                coalesce(project.id, '') + '|' + one.input_key AS usage_key
  ORDER BY usage_key
  OPTIONAL MATCH (usage:Usage {key: usage_key})
  CALL (segment, usage) {
    MATCH (segment)-[before:USED_BEFORE]->(usage)
    DELETE before
  }
  FOREACH (found IN CASE WHEN usage IS NULL THEN [] ELSE [usage] END |
    CREATE (segment)-[:USES_NOW {source_id: source_id, number: latest.number, at: latest.created_at}]->(found))
  RETURN count(*) > count(usage) AS lacks_usage
}
