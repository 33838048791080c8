// invariant.asset_input — inputs of assets and contents that record something else than their key says, or are marked as what they are not.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Input, every one: labels and edges are compared with what is current
// used by: depgraph doctor, the tests of races and crashes

MATCH (input:Input)
WHERE input.key STARTS WITH 'asset:' OR input.key STARTS WITH 'content:' OR input.key STARTS WITH 'model:'
CALL (input) {
  {{input._verdict}}
  RETURN verdict
}
WITH input, verdict,
     [(input)-[:RECORDS]->(asset:Asset) | asset.id] AS asset_ids,
     [(input)-[:RECORDS]->(content:Content) | content.hash] AS hashes
WITH input, verdict,
     // the key, made anew from what is recorded
     (asset_ids = [] AND input.key IN ['content:' + coalesce(input.hash, '-'), 'model:' + coalesce(input.hash, '')]
      OR size(asset_ids) = 1 AND input.key = 'asset:' + asset_ids[0] + ':' + coalesce(input.hash, ''))
     AND hashes = CASE WHEN input.hash IS NULL THEN [] ELSE [input.hash] END AS is_whole,
     (input:Changed) = (verdict IN ['new_version', 'content_changed'])
     AND (input:Untracked) = (verdict = 'untracked') AS is_marked
WHERE NOT is_whole OR NOT is_marked
RETURN CASE WHEN is_whole THEN 'an input is marked as what it is not' ELSE 'an input records what its key does not say' END
         AS what,
       input.key AS subject_id, 'is ' + verdict AS detail
LIMIT 100
