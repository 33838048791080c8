// receipt.record — receipts at the ends of their segments' chains, linked to the very versions that they name.
//
// access:  write
// params:  groups
// returns: segment_id, chain_count, chain_head, fits, missing_asset_ids
// rows:    many
// used by: POST /api/segments/{segment_id}/receipts, POST /api/receipts/bulk, depgraph import

UNWIND $groups AS given
MATCH (segment:Segment {id: given.segment_id})
SET segment._lock = true
REMOVE segment._lock
WITH segment, given
// looked at again under the lock: whoever held it may have deleted the segment
WHERE EXISTS { (:Segment {id: given.segment_id}) }
MERGE (chain:ReceiptChain {segment_id: given.segment_id})
ON CREATE SET chain.count = 0, chain.head = ''
WITH segment, given, chain, chain.count AS chain_count, chain.head AS chain_head,
     COLLECT {
       UNWIND given.asset_ids AS asset_id
       WITH asset_id WHERE NOT EXISTS { (:Asset {id: asset_id}) }
       RETURN asset_id
     } AS missing_asset_ids
WITH *, chain_count = given.chain_count AND chain_head = given.chain_head AND missing_asset_ids = [] AS fits
CALL (segment, given, chain, fits) {
  WITH * WHERE fits
  SET chain.count = given.new_count, chain.head = given.new_head, chain.seal = given.new_seal
  WITH segment, given
  UNWIND given.receipts AS new
  CREATE (receipt:Receipt)-[:OF_SEGMENT]->(segment)
  SET receipt = new.columns
  WITH segment, given, receipt, new
  CALL (receipt, new) {
    UNWIND new.by_id AS used
    MATCH (asset:Asset {id: used.asset_id})
    CREATE (receipt)-[made_from:GENERATED_FROM]->(asset)
    SET made_from = used.edge
    RETURN count(*) AS linked_by_id
  }
  CALL (receipt, new) {
    UNWIND new.by_hash AS used
    // bytes that nobody has registered are a content without an asset, until somebody does
    MERGE (content:Content {hash: used.hash})
    WITH receipt, used, content, {{receipt._asset_of_content}} AS asset
    FOREACH (found IN CASE WHEN asset IS NULL THEN [] ELSE [asset] END |
      CREATE (receipt)-[made_from:GENERATED_FROM]->(found)
      SET made_from = used.edge)
    FOREACH (unseen IN CASE WHEN asset IS NULL THEN [content] ELSE [] END |
      CREATE (receipt)-[made_from:GENERATED_FROM]->(unseen)
      SET made_from = used.edge)
    RETURN count(*) AS linked_by_hash
  }
  CALL (receipt, new) {
    UNWIND new.pictures AS used
    MERGE (input:Input {key: used.key})
    ON CREATE SET input.hash = used.hash
    CREATE (receipt)-[made_from:GENERATED_FROM]->(input)
    SET made_from = used.edge
    RETURN count(*) AS linked_pictures
  }
  WITH segment, given, receipt
  ORDER BY receipt.number DESC LIMIT 1
  WITH segment, given, receipt WHERE given.latest_id IS NOT NULL
  CALL (segment) {
    MATCH (segment)-[former:LATEST]->()
    DELETE former
  }
  MATCH (latest:Receipt {id: given.latest_id})
  CREATE (segment)-[:LATEST]->(latest)
}
RETURN given.segment_id AS segment_id, chain_count, chain_head, fits, missing_asset_ids
