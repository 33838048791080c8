// invariant.asset_content — assets whose content node is missing or another than their checksum says.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Asset, every one: the edge and the copied checksum are compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (asset:Asset)
WITH asset, [(asset)-[:HAS_CONTENT]->(content:Content) | content.hash] AS hashes
WHERE hashes <> CASE WHEN asset.checksum_sha256 IS NULL THEN [] ELSE [asset.checksum_sha256] END
RETURN 'the content of an asset is missing or is another' AS what,
       asset.id AS subject_id,
       'checksum ' + coalesce(asset.checksum_sha256, 'none') + ', contents: ' + toString(size(hashes)) AS detail
LIMIT 100
