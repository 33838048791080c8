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
      // an asset is linked by the bytes that it had; others may have been accepted for it since
      hashes: CASE
        WHEN target:Asset THEN coalesce(target.former_checksums, []) + [target.checksum_sha256]
        WHEN target:Content THEN [target.hash]
        ELSE []
      END,
      input_key: CASE WHEN target:Input THEN target.key END
    }]
  } AS stored
  ORDER BY receipt.number, receipt.id
}
