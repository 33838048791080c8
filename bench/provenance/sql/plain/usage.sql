-- the segments that were made from an asset, by the newest receipt that used it, newest first
WITH newest AS MATERIALIZED (
    SELECT DISTINCT ON (receipt.segment_id)
           receipt.segment_id, receipt.id, receipt.created_at, used.role, used.weight
    FROM receipt_inputs used
    JOIN receipts receipt ON receipt.id = used.receipt_id
    WHERE used.asset_id = %(asset_id)s AND receipt.succeeded IS NOT FALSE
    ORDER BY receipt.segment_id, receipt.number DESC, used.place
)
SELECT (SELECT count(*) FROM newest) AS total,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT segment.id AS segment_id, segment.scene_id, segment.sequence_index, asset.version, page.role,
                  page.weight, page.id AS receipt_id, page.created_at
           FROM (SELECT * FROM newest ORDER BY created_at DESC, segment_id
                 OFFSET %(offset)s LIMIT %(limit)s) page
           JOIN segments segment ON segment.id = page.segment_id
           ORDER BY page.created_at DESC, page.segment_id
       ) item) AS items
FROM assets asset
WHERE asset.id = %(asset_id)s
