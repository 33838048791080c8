// schema.065_former_contents — what assets had before other bytes were accepted for them, in stores from before that was an edge.
//
// access:  write
// params:  –
// returns: –
// rows:    none
// scans:   Asset, every one, when a store is brought up to date
// used by: service start, depgraph db start

MATCH (asset:Asset)
WHERE asset.former_checksums IS NOT NULL
CALL (asset) {
  UNWIND asset.former_checksums AS former_hash
  WITH asset, former_hash WHERE former_hash <> asset.checksum_sha256
  MERGE (content:Content {hash: former_hash})
  MERGE (asset)-[:HAD_CONTENT]->(content)
  WITH DISTINCT content
  MATCH (content)<-[:RECORDS]-(input:Input)
  {{input._lock_and_mark}}
} IN TRANSACTIONS OF 100 ROWS
