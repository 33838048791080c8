stale AS MATERIALIZED (
    SELECT latest.segment_id, latest.scene_id, asset.id AS asset_id, asset.name AS asset_name, asset.asset_type,
           asset.version AS receipt_version, current.version AS current_version, current.id AS current_asset_id
    FROM latest
    JOIN receipt_inputs used ON used.receipt_id = latest.id
    JOIN assets asset ON asset.id = used.asset_id
    JOIN assets current ON current.name = asset.name AND current.is_current
    WHERE {{_changed}}
)
