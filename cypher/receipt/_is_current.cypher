// receipt._is_current — whether what is `used` of an `asset` counts as what its line has now.

CASE
  WHEN asset IS NULL THEN false
  // nearly every input: nothing has to be sought
  WHEN asset.current_of IS NOT NULL AND coalesce(asset.checksum_sha256 = used.edge.hash, true) THEN true
  ELSE head(COLLECT {
    OPTIONAL MATCH (current:Asset {current_of: asset.name})
    WITH current, used.edge.hash AS recorded_hash
    OPTIONAL MATCH (recorded:Content {hash: recorded_hash})
    OPTIONAL MATCH (content_now:Content {hash: current.checksum_sha256})
    RETURN {{receipt._verdict}} IN ['as_recorded', 'metadata_only']
  })
END
