// receipt.record — receipts at the ends of their segments' chains, linked to the very versions that they name; alone, it fails and writes nothing where other statements would have to follow.
//
// access:  write
// params:  lists, is_alone, now
// lists:   groups, claims
// returns: segment_id, head, fits, missing_asset_ids, lacks_usage, left_usages, is_in_succession, is_whole
// rows:    many
// used by: POST /api/segments/{segment_id}/receipts, POST /api/receipts/bulk

UNWIND $lists.groups AS given
MATCH (segment:Segment {id: given.segment_id})
SET segment._lock = true
REMOVE segment._lock
WITH segment, given
// looked at again under the lock: whoever held it may have deleted the segment
WHERE EXISTS { (:Segment {id: given.segment_id}) }
MERGE (chain:ReceiptChain {segment_id: given.segment_id})
ON CREATE SET chain.count = 0
WITH segment, given, chain, chain {.count, .head_hash, .completion_head_hash} AS head,
     [asset_id IN given.asset_ids | head(COLLECT { MATCH (asset:Asset {id: asset_id}) RETURN asset })] AS assets
WITH *, [nth IN range(0, size(assets) - 1) WHERE assets[nth] IS NULL | given.asset_ids[nth]] AS missing_asset_ids
// the hashes were made for a head; where it has moved on, its place is told and nothing is written
WITH *, missing_asset_ids = [] AND head.count = given.former.count
        AND coalesce(head.head_hash, '') = coalesce(given.former.head_hash, '')
        AND coalesce(head.completion_head_hash, '') = coalesce(given.former.completion_head_hash, '') AS fits
CALL (segment, given, chain, assets, fits) {
  WITH * WHERE fits
  SET chain += given.head
  WITH segment, given, assets
  CALL (segment, given, assets) {
    UNWIND given.receipts AS new
    CREATE (receipt:Receipt)-[:OF_SEGMENT]->(segment)
    SET receipt = new.columns
    WITH receipt, new
    CALL (receipt, new, assets) {
      UNWIND new.by_id AS used
      // not sought again: one that is erased meanwhile is an error here, and the statement is repeated
      WITH receipt, new, used, assets[used.nth_asset] AS asset
      CREATE (receipt)-[made_from:GENERATED_FROM]->(asset)
      SET made_from = used.edge, made_from.was_current = {{receipt._is_current}}
      RETURN collect({
        input_key: used.edge.input_key, source_id: asset.id, receipt_id: new.columns.id,
        place: used.edge.place, role: used.edge.role, weight: used.edge.weight
      }) AS by_id
    }
    CALL (receipt, new) {
      UNWIND new.by_hash AS used
      // bytes that nobody has registered are a content without an asset, until somebody does
      MERGE (content:Content {hash: used.edge.hash})
      WITH receipt, used, content, {{receipt._asset_of_content}} AS asset
      WITH receipt, used, asset, coalesce(asset, content) AS source
      CREATE (receipt)-[made_from:GENERATED_FROM]->(source)
      SET made_from = used.edge, made_from.was_current = {{receipt._is_current}},
          made_from.input_key = coalesce('asset:' + asset.id + ':' + used.edge.hash, used.untracked_key)
      RETURN collect({
        input_key: made_from.input_key, source_id: coalesce(asset.id, used.edge.hash), receipt_id: new.columns.id,
        place: used.edge.place, role: used.edge.role, weight: used.edge.weight
      }) AS by_hash
    }
    CALL (receipt, new) {
      UNWIND new.pictures AS used
      MERGE (input:Input {key: used.key})
      ON CREATE SET input.hash = used.edge.hash
      CREATE (receipt)-[made_from:GENERATED_FROM]->(input)
      SET made_from = used.edge,
          made_from.was_current = NOT input:Changed AND EXISTS { (input)-[:RECORDS]->(:Version) }
      RETURN collect({input_key: used.key}) AS by_picture
    }
    RETURN collect(by_id + by_hash + by_picture) AS used_by_each, collect({id: new.columns.id, receipt: receipt}) AS made
  }
  WITH segment, given, used_by_each, head([one IN made WHERE one.id = given.latest_id | one.receipt]) AS latest
  WHERE latest IS NOT NULL
  CALL (segment) {
    // in one walk: a segment has few edges, and a walk by one type passes all of them
    MATCH (segment)-[edge:LATEST|COUNTED_IN|MADE_IN|USES_NOW|MADE_FROM]->(target)
    WITH edge, target, type(edge) AS type
    RETURN collect({
      type: type, edge: edge, target: target, input_key: CASE type WHEN 'MADE_FROM' THEN target.key END
    }) AS held
  }
  FOREACH (former IN [one IN held WHERE one.type = 'LATEST' | one.edge] | DELETE former)
  CREATE (segment)-[:LATEST]->(latest)
  {{usage._move_on}}
  RETURN collect({lacks_usage: lacks_usage, left_usages: left_usages}) AS moved
}
WITH segment, head, fits, missing_asset_ids, moved[0] AS moved_on, EXISTS { (segment)-[:REPLACES]-() } AS is_in_succession
WITH *, coalesce(moved_on.lacks_usage, false) AS lacks_usage, coalesce(moved_on.left_usages, []) AS left_usages
CALL (fits) {
  // the key of the request, where this statement is all of its transaction
  UNWIND CASE WHEN fits THEN $lists.claims ELSE [] END AS claim
  MERGE (request:Request {key: claim.key})
  ON CREATE SET request.body_digest = claim.body_digest, request.answer = claim.answer, request.created_at = $now, request._new = true
  WITH request, request._new IS NOT NULL AS is_new
  REMOVE request._new
  RETURN count(CASE WHEN is_new THEN null ELSE request END) AS known_requests
}
WITH *, missing_asset_ids = [] AND NOT lacks_usage AND left_usages = [] AND NOT (fits AND is_in_succession)
        AND known_requests = 0 AS is_whole
RETURN segment.id AS segment_id, head, fits, missing_asset_ids, lacks_usage, left_usages, is_in_succession,
       // Cypher cannot say that a statement is to fail: a division by zero does
       1 / CASE WHEN is_whole OR NOT $is_alone THEN 1 ELSE 0 END = 1 AND is_whole AS is_whole
