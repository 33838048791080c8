(SELECT coalesce(json_agg(json_build_object(
    'role', used.role, 'position', used.position, 'weight', used.weight, 'hash', input.hash, 'name', used.name,
    'asset_id', input.asset_id, 'asset_name', input.asset_name, 'asset_type', input.asset_type,
    'version', coalesce(used.version, input.version), 'is_current', input.is_current,
    'current_id', input.current_id, 'current_version', input.current_version,
    'current_hash', input.current_hash, 'path', json_build_array(), 'input_key', '',
    'verdict', CASE WHEN input.asset_id IS NULL THEN 'untracked'
                    WHEN NOT input.is_changed THEN 'as_recorded'
                    WHEN input.asset_id = input.current_id THEN 'content_changed'
                    ELSE 'new_version' END
  ) ORDER BY used.place), '[]')
  FROM receipt_inputs used
  JOIN inputs input ON input.n = used.input_n
  WHERE used.receipt_n = segment.latest_n)
