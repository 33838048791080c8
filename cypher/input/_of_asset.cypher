// input._of_asset — the inputs that mean `asset`: those that record it, and those of its bytes that receipts had before anybody registered them.

CALL (asset) {
  MATCH (asset)<-[:RECORDS]-(input:Input)
  RETURN input
  UNION ALL
  MATCH (asset)-[:HAS_CONTENT|HAD_CONTENT]->(content:Content)
  WITH asset, content WHERE {{receipt._asset_of_content}} = asset
  MATCH (content)<-[:RECORDS]-(input:Input)
  WHERE NOT EXISTS { (input)-[:RECORDS]->(:Asset) }
  RETURN input
}
