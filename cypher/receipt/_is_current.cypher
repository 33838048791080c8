// receipt._is_current — whether what is `used` of an `asset` is what its line has now: the rule of `receipt._verdict` without tensors.

CASE
  WHEN asset IS NULL THEN false
  WHEN asset.current_of IS NOT NULL THEN coalesce(asset.checksum_sha256 = used.edge.hash, true)
  ELSE NOT EXISTS { (now:Asset {current_of: asset.name}) WHERE coalesce(now.checksum_sha256 <> used.edge.hash, true) }
END
