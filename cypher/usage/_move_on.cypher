// usage._move_on — what a segment was made from, after its only new receipt: as `lacks_usage` whether the rest has to follow by usage.open, as `left_usages` what no segment uses now.

WITH *, head([one IN held WHERE one.type = 'COUNTED_IN' | one.target]) AS project
FOREACH (place IN CASE WHEN project IS NULL OR any(one IN held WHERE one.type = 'MADE_IN') THEN [] ELSE [project] END |
  CREATE (segment)-[:MADE_IN]->(place))
// of several receipts at once the newest use of each input has to be found: a row without a usage says so
WITH segment, latest, held, coalesce(project.id, '') AS project_id,
     CASE WHEN size(used_by_each) = 1 THEN used_by_each[0] + given.unknown ELSE [null] END AS used
CALL (segment, latest, held, project_id, used) {
  UNWIND used AS one
  // of an input at several places the first one says how it was used
  WITH one ORDER BY one.place
  WITH one.input_key AS input_key, head(collect(one)) AS first
  // in one order for all: a usage of few segments is held by whoever writes an edge to it
  ORDER BY input_key
  OPTIONAL MATCH (usage:Usage {key: project_id + '|' + input_key})
  WITH usage, input_key, first, [one IN held WHERE one.input_key = input_key | one.edge] AS kept
  // that no model is recorded is nothing that a segment was made from
  OPTIONAL MATCH (input:Input {key: CASE WHEN kept = [] AND input_key <> 'model:' THEN input_key END})
  FOREACH (found IN CASE WHEN usage IS NULL OR any(one IN held WHERE one.target = usage) THEN [] ELSE [usage] END |
    CREATE (segment)-[:USES_NOW]->(found))
  // an image or workflow is no asset: nothing is sought by its edge, so it says nothing
  FOREACH (found IN CASE WHEN input IS NULL THEN [] ELSE [input] END |
    CREATE (segment)-[edge:MADE_FROM]->(found)
    SET edge = CASE WHEN first.source_id IS NULL THEN {} ELSE first {
      .source_id, .receipt_id, .place, .role, .weight, number: latest.number, at: latest.created_at
    } END)
  // one by one: a map would have all of them read first, 40 db hits with four assets
  FOREACH (edge IN CASE WHEN first.source_id IS NULL THEN [] ELSE kept END |
    SET edge.number = latest.number, edge.at = latest.created_at, edge.receipt_id = first.receipt_id,
        edge.place = first.place, edge.role = first.role, edge.weight = first.weight)
  RETURN collect(usage) AS usages, count(*) > count(usage) AS lacks_usage
}
CALL (held, usages) {
  UNWIND [one IN held WHERE one.type = 'USES_NOW' AND NOT one.target IN usages] AS one
  WITH one.edge AS former, one.target AS usage
  ORDER BY usage.key
  DELETE former
  WITH usage WHERE NOT EXISTS { (usage)<-[:USES_NOW]-() }
  RETURN collect(usage.key) AS left_usages
}
