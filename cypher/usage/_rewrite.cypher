// usage._rewrite — what each of the locked `segments` counts in and was made from, anew from its receipts; `lacking` have inputs without a usage, `left_usages` no segment any more.

CALL (segments) {
  UNWIND segments AS segment
  WITH segment, {{segment._is_uncounted}} AS is_uncounted
  FOREACH (_ IN CASE WHEN is_uncounted THEN [1] ELSE [] END | SET segment:Uncounted)
  FOREACH (_ IN CASE WHEN is_uncounted THEN [] ELSE [1] END | REMOVE segment:Uncounted)
}
CALL (segments) {
  UNWIND segments AS segment
  // walked from the segment: from the project there are as many ways as it has scenes
  WITH segment, head([(segment)-[:IN_SCENE]->(:Scene)-[:IN_PROJECT]->(project) | project]) AS place
  MATCH (segment)-[former:USES_NOW|COUNTED_IN|MADE_IN]->(held)
  // a place that is right stays: many write below one project at once
  WHERE held:Usage OR coalesce(held <> place, true) OR segment:Uncounted
     OR type(former) = 'MADE_IN' AND NOT EXISTS { (segment)-[:LATEST]->() }
  DELETE former
  RETURN collect(DISTINCT CASE WHEN held:Usage THEN held END) AS formerly_used
}
CALL (segments) {
  UNWIND segments AS segment
  MATCH (segment)-[:IN_SCENE]->(:Scene)-[:IN_PROJECT]->(project:Project)
  WHERE NOT segment:Uncounted
  FOREACH (_ IN CASE WHEN EXISTS { (segment)-[:COUNTED_IN]->() } THEN [] ELSE [1] END |
    CREATE (segment)-[:COUNTED_IN]->(project))
  FOREACH (_ IN CASE WHEN EXISTS { (segment)-[:LATEST]->() } AND NOT EXISTS { (segment)-[:MADE_IN]->() }
                THEN [1] ELSE [] END |
    CREATE (segment)-[:MADE_IN]->(project))
}
CALL (segments) {
  UNWIND segments AS segment
  MATCH (segment)-[made_from:MADE_FROM]->(input)
  // what only receipts used that have failed since
  WHERE EXISTS { (segment)<-[:OF_SEGMENT]-(failed:Receipt) WHERE NOT failed.succeeded }
    AND NOT EXISTS {
      MATCH (segment)<-[:OF_SEGMENT]-(receipt:Receipt)-[used:GENERATED_FROM]->()
      WHERE coalesce(receipt.succeeded, true) AND used.input_key = input.key
    }
  DELETE made_from
}
CALL (segments) {
  {{usage._of_segments}}
  OPTIONAL MATCH (usage:Usage {key: coalesce(project.id, '') + '|' + input_key})
  OPTIONAL MATCH (input:Input {key: input_key})
  OPTIONAL MATCH (segment)-[kept:MADE_FROM]->(input)
  FOREACH (_ IN CASE WHEN usage IS NOT NULL AND first.now THEN [1] ELSE [] END |
    CREATE (segment)-[:USES_NOW]->(usage))
  FOREACH (_ IN CASE WHEN input IS NOT NULL AND first.edge IS NOT NULL AND kept IS NULL THEN [1] ELSE [] END |
    CREATE (segment)-[edge:MADE_FROM]->(input)
    SET edge = first.edge)
  // one that is right stays: it is the same in every project
  FOREACH (edge IN CASE WHEN kept.receipt_id <> first.edge.receipt_id THEN [kept] ELSE [] END | SET edge = first.edge)
  RETURN collect(DISTINCT CASE WHEN CASE WHEN first.now THEN usage ELSE input END IS NULL THEN segment.id END) AS lacking
}
CALL (formerly_used) {
  UNWIND formerly_used AS usage
  WITH usage WHERE NOT EXISTS { (usage)<-[:USES_NOW]-() }
  RETURN collect(usage.key) AS left_usages
}
