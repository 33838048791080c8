// input._asset_id — the asset's id out of an input's `key` that is `asset:<id>:<hash or nothing>`.

CASE
  WHEN key ENDS WITH ':' THEN substring(key, 6, size(key) - 7)
  WHEN size(key) > 71 THEN substring(key, 6, size(key) - 71)
END
