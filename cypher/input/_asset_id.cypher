// input._asset_id — the asset's id out of an `input`'s key `asset:<id>:<hash or nothing>`; null for every other input.

CASE
  WHEN NOT input.key STARTS WITH 'asset:' THEN null
  WHEN input.key ENDS WITH ':' THEN substring(input.key, 6, size(input.key) - 7)
  WHEN size(input.key) > 71 THEN substring(input.key, 6, size(input.key) - 71)
END
