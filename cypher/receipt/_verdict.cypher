// receipt._verdict — a recorded content of an asset beside what is current in its line: content first, time never.

CASE
  WHEN asset IS NULL THEN 'untracked'
  WHEN current IS NULL THEN 'as_recorded'
  WHEN recorded_hash IS NULL OR current.checksum_sha256 IS NULL
    THEN CASE WHEN asset = current THEN 'as_recorded' ELSE 'new_version' END
  WHEN recorded_hash = current.checksum_sha256 THEN 'as_recorded'
  WHEN recorded.tensor_sha256 = content_now.tensor_sha256 THEN 'metadata_only'
  WHEN asset = current THEN 'content_changed'
  ELSE 'new_version'
END
