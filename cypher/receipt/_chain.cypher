// receipt._chain — a segment's receipts by number as they are stored, every property, each with the edges that lead from it.

COLLECT {
  // true of every receipt of a chain: both properties of the index are asked for, so that it is used
  MATCH (receipt:Receipt {segment_id: segment_id})
  WHERE receipt.number IS NOT NULL
  RETURN {
    properties: properties(receipt),
    made_from: [(receipt)-[made_from:GENERATED_FROM]->(target) | {
      edge: properties(made_from),
      asset_id: CASE WHEN target:Asset THEN target.id END,
      asset_hash: CASE WHEN target:Asset THEN target.checksum_sha256 END,
      asset_updated_at: CASE WHEN target:Asset THEN target.updated_at END,
      content_hash: CASE WHEN target:Content THEN target.hash END,
      input_key: CASE WHEN target:Input THEN target.key END
    }]
  } AS stored
  ORDER BY receipt.number, receipt.id
}
