// load.assets — versions, each in its line and with its content.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
MATCH (line:Line {name: row.name})
CREATE (asset:Asset:Listed)
SET asset = row.kept, asset.uses_revision = asset.dependency_count
CREATE (asset)-[:VERSION_OF]->(line)
CREATE (content:Content {
  hash: asset.checksum_sha256, size_bytes: asset.file_size_bytes, created_at: asset.created_at
})
CREATE (asset)-[:HAS_CONTENT]->(content)
