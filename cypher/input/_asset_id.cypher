// input._asset_id — of the `input` of an asset the asset's id, which stands in its key between the kind and the hash of 64 characters, where there is one; else null.

CASE
  WHEN NOT input.key STARTS WITH 'asset:' THEN null
  WHEN input.key ENDS WITH ':' THEN substring(input.key, 6, size(input.key) - 7)
  ELSE substring(input.key, 6, size(input.key) - 71)
END
