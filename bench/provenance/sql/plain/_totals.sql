       (SELECT count(DISTINCT segment_id) FROM stale) AS total_stale_segments,
       (SELECT count(DISTINCT scene_id) FROM stale) AS total_stale_scenes,
       0 AS total_accepted_segments,
       (SELECT count(*) FROM latest
        WHERE latest.segment_id NOT IN (SELECT segment_id FROM stale)
          AND NOT EXISTS (SELECT FROM receipt_inputs used
                          WHERE used.receipt_id = latest.id AND used.role = 'model' AND used.position = 0
                            AND used.asset_id IS NOT NULL)) AS total_unknown_segments,
       (SELECT count(DISTINCT asset_id) FROM stale) AS total_assets,
       (SELECT coalesce(json_agg(json_build_array(
                 asset_id, asset_name, asset_type, receipt_version, current_version, current_asset_id,
                 affected_segments, affected_scenes
               )), '[]') FROM (
         SELECT * FROM (
           SELECT asset_id, asset_name, asset_type, receipt_version, current_version, current_asset_id,
                  count(DISTINCT segment_id) AS affected_segments, count(DISTINCT scene_id) AS affected_scenes
           FROM stale
           GROUP BY asset_id, asset_name, asset_type, receipt_version, current_version, current_asset_id
           ORDER BY affected_segments DESC, affected_scenes DESC, asset_id
           LIMIT %(limit)s
         ) first
         ORDER BY affected_segments DESC, affected_scenes DESC, asset_name, asset_type, asset_id
       ) told) AS by_asset
