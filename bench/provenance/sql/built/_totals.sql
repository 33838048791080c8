       (SELECT count(DISTINCT segment_id) FROM stale) AS total_stale_segments,
       (SELECT count(DISTINCT scene_n) FROM stale) AS total_stale_scenes,
       0 AS total_accepted_segments,
       (SELECT coalesce(sum(segments_now), 0) FROM unknown)
         - (SELECT count(*) FROM unknown
            JOIN usages ON usages.project_n = unknown.project_n AND usages.input_n = unknown.input_n
            WHERE usages.segment_id IN (SELECT segment_id FROM stale)) AS total_unknown_segments,
       (SELECT count(*) FROM groups) AS total_assets,
       (SELECT coalesce(json_agg(json_build_array(
                 asset_id, asset_name, asset_type, receipt_version, current_version, current_asset_id,
                 affected_segments, affected_scenes
               )), '[]') FROM (
         SELECT * FROM (
           SELECT input.asset_id, input.asset_name, input.asset_type, input.version AS receipt_version,
                  input.current_version, input.current_id AS current_asset_id, affected_segments, affected_scenes
           FROM groups
           JOIN inputs input ON input.n = groups.input_n
           ORDER BY affected_segments DESC, affected_scenes DESC, asset_id
           LIMIT %(limit)s
         ) first
         ORDER BY affected_segments DESC, affected_scenes DESC, asset_name, asset_type, asset_id
       ) told) AS by_asset
