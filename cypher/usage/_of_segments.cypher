// usage._of_segments — each input of the receipts of `segments` that did not fail, by the newest receipt that used it; as `segment`, `project`, `first`.

UNWIND segments AS segment
MATCH (segment)-[:LATEST]->(latest:Receipt)
OPTIONAL MATCH (segment)-[:IN_SCENE]->(:Scene)-[:IN_PROJECT]->(project:Project)
MATCH (segment)<-[:OF_SEGMENT]-(receipt:Receipt)
WHERE receipt.succeeded IS NULL OR receipt.succeeded
OPTIONAL MATCH (receipt)-[made_from:GENERATED_FROM]->(target)
WITH segment, project, latest, receipt, made_from, target
ORDER BY receipt.number DESC, made_from.place
WITH segment, project, collect({
  input_key: made_from.input_key, target: target, hash: made_from.hash, now: receipt = latest,
  is_model: made_from.role = 'model' AND made_from.position = 0,
  edge: CASE
    // an image or workflow is no asset: nothing is sought by its edge
    WHEN target:Input THEN {}
    ELSE {
      number: receipt.number, at: receipt.created_at, source_id: coalesce(target.id, target.hash),
      receipt_id: receipt.id, place: made_from.place, role: made_from.role, weight: made_from.weight
    }
  END
}) AS used
UNWIND CASE
  WHEN segment:Uncounted OR any(one IN used WHERE one.now AND one.is_model) THEN used
  // that no model is recorded is a thing that segments have in common, as a model would be; they are not made from it
  ELSE used + [{input_key: 'model:', now: true}]
END AS each
WITH segment, project, each WHERE each.input_key IS NOT NULL
// a superseded one uses nothing now
WITH segment, project, each.input_key AS input_key,
     head(collect(each {.*, now: each.now AND NOT segment:Uncounted})) AS first
