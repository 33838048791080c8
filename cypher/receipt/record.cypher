// receipt.record — receipts at the ends of their segments' chains, linked to the very versions that they name.
//
// access:  write
// params:  groups
// returns: segment_id, head, fits, missing_asset_ids, lacks_usage
// rows:    many
// used by: POST /api/segments/{segment_id}/receipts, POST /api/receipts/bulk

UNWIND $groups AS given
MATCH (segment:Segment {id: given.segment_id})
SET segment._lock = true
REMOVE segment._lock
WITH segment, given
// looked at again under the lock: whoever held it may have deleted the segment
WHERE EXISTS { (:Segment {id: given.segment_id}) }
MERGE (chain:ReceiptChain {segment_id: given.segment_id})
ON CREATE SET chain.count = 0
WITH segment, given, chain, chain {.count, .head_hash, .completion_head_hash} AS head,
     COLLECT {
       UNWIND given.asset_ids AS asset_id
       WITH asset_id WHERE NOT EXISTS { (:Asset {id: asset_id}) }
       RETURN asset_id
     } AS missing_asset_ids
// the hashes were made for a head; where it has moved on, its place is told and nothing is written
WITH *, missing_asset_ids = [] AND head.count = given.former.count
        AND coalesce(head.head_hash, '') = coalesce(given.former.head_hash, '')
        AND coalesce(head.completion_head_hash, '') = coalesce(given.former.completion_head_hash, '') AS fits
CALL (segment, given, chain, fits) {
  WITH * WHERE fits
  SET chain += given.head
  WITH segment, given
  CALL (segment, given) {
    UNWIND given.receipts AS new
    CREATE (receipt:Receipt)-[:OF_SEGMENT]->(segment)
    SET receipt = new.columns
    WITH receipt, new
    CALL (receipt, new) {
      UNWIND new.by_id AS used
      MATCH (asset:Asset {id: used.asset_id})
      CREATE (receipt)-[made_from:GENERATED_FROM]->(asset)
      SET made_from = used.edge, made_from.was_current = asset.current_of IS NOT NULL
      RETURN count(*) AS linked_by_id
    }
    CALL (receipt, new) {
      UNWIND new.by_hash AS used
      // bytes that nobody has registered are a content without an asset, until somebody does
      MERGE (content:Content {hash: used.edge.hash})
      WITH receipt, used, content, {{receipt._asset_of_content}} AS asset
      WITH receipt, used, asset, coalesce(asset, content) AS source
      CREATE (receipt)-[made_from:GENERATED_FROM]->(source)
      SET made_from = used.edge, made_from.was_current = source.current_of IS NOT NULL,
          made_from.input_key = coalesce('asset:' + asset.id + ':' + used.edge.hash, used.untracked_key)
      RETURN count(*) AS linked_by_hash
    }
    CALL (receipt, new) {
      UNWIND new.pictures AS used
      MERGE (input:Input {key: used.key})
      ON CREATE SET input.hash = used.edge.hash
      CREATE (receipt)-[made_from:GENERATED_FROM]->(input)
      SET made_from = used.edge,
          made_from.was_current = EXISTS { (input)-[:RECORDS]->(version:Version) WHERE version.current_of IS NOT NULL }
      RETURN count(*) AS linked_pictures
    }
    RETURN count(*) AS recorded
  }
  WITH segment, given WHERE given.latest_id IS NOT NULL
  CALL (segment) {
    MATCH (segment)-[former:LATEST]->()
    DELETE former
  }
  MATCH (latest:Receipt {id: given.latest_id})
  CREATE (segment)-[:LATEST]->(latest)
  RETURN count(*) AS latest_count
}
WITH collect({segment: segment, head: head, fits: fits, missing_asset_ids: missing_asset_ids}) AS written
WITH written, [one IN written WHERE one.fits | one.segment] AS segments
{{usage._rewrite}}
UNWIND written AS one
RETURN one.segment.id AS segment_id, one.head AS head, one.fits AS fits,
       one.missing_asset_ids AS missing_asset_ids, one.segment.id IN lacking AS lacks_usage
