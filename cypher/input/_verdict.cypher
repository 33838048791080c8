// input._verdict — the verdict on one input of an asset or content, as that on a receipt's edge, as `verdict`.

OPTIONAL MATCH (input)-[:RECORDS]->(own:Asset)
OPTIONAL MATCH (input)-[:RECORDS]->(content:Content)
WITH input, input.hash AS recorded_hash, content AS recorded,
     CASE WHEN own IS NULL THEN {{receipt._asset_of_content}} ELSE own END AS asset
// a line is named as its versions are
OPTIONAL MATCH (current:Asset {current_of: asset.name})
OPTIONAL MATCH (current)-[:HAS_CONTENT]->(content_now:Content)
WITH input, {{receipt._verdict}} AS verdict
