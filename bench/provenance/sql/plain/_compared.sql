(SELECT coalesce(json_agg(json_build_object(
    'role', used.role, 'position', used.position, 'weight', used.weight, 'hash', used.hash, 'name', used.name,
    'asset_id', asset.id, 'asset_name', asset.name, 'asset_type', asset.asset_type,
    'version', coalesce(used.version, asset.version), 'is_current', asset.is_current,
    'current_id', current.id, 'current_version', current.version, 'current_hash', current.checksum_sha256,
    'path', json_build_array(), 'input_key', '',
    'verdict', CASE WHEN asset.id IS NULL THEN 'untracked'
                    WHEN NOT ({{_changed}}) THEN 'as_recorded'
                    WHEN asset.id = current.id THEN 'content_changed'
                    ELSE 'new_version' END
  ) ORDER BY used.place), '[]')
  FROM receipt_inputs used
  LEFT JOIN assets asset ON asset.id = used.asset_id
  LEFT JOIN assets current ON current.name = asset.name AND current.is_current
  WHERE used.receipt_id = latest.id)
