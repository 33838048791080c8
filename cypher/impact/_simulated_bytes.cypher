// impact._simulated_bytes — the inputs of bytes that nobody had registered, where a touched version has them: which `asset` they mean after the change.

CALL (touched) {
  UNWIND touched AS one
  WITH one.line AS line
  MATCH (line)<-[:VERSION_OF]-(:Asset)-[:HAS_CONTENT|HAD_CONTENT]->(content:Content)<-[:RECORDS]-(input:Input)
  WHERE NOT EXISTS { (input)-[:RECORDS]->(:Asset) }
  RETURN DISTINCT content, input
}
WITH input, content, {{receipt._asset_of_content}} AS meant
CALL (content, names, afters, removed, erased) {
  // the order of receipt._asset_of_content, as things would stand
  MATCH (content)<-[held_by:HAS_CONTENT|HAD_CONTENT]-(holder:Asset)
  WHERE NOT holder IN erased
  WITH holder, type(held_by) = 'HAD_CONTENT' AS is_former,
       holder IN afters OR holder.current_of IS NOT NULL AND NOT holder.name IN names AS is_current,
       holder.status = 'removed' OR holder IN removed AS is_removed
  ORDER BY is_former, NOT is_current, is_removed, holder.created_at DESC, holder.id
  LIMIT 1
  RETURN collect(holder)[0] AS asset
}
WITH input, asset WHERE meant.name IN names OR asset.name IN names
OPTIONAL MATCH (elsewhere:Asset {current_of: asset.name})
WITH input, asset, CASE
    WHEN asset IN afters THEN [one IN touched WHERE one.after = asset][0]
    WHEN asset.name IN names THEN [one IN touched WHERE one.name = asset.name][0]
    ELSE {after: elsewhere, version: elsewhere.version, is_unregistered: false}
  END AS place
