-- the segments that were made from an asset, by the newest receipt that used it, newest first
WITH meant AS MATERIALIZED (
    SELECT n FROM inputs WHERE asset_id = %(asset_id)s
), page AS MATERIALIZED (
    SELECT * FROM newest_uses
    WHERE asset_id = %(asset_id)s
    ORDER BY at DESC, segment_id
    OFFSET %(offset)s LIMIT %(limit)s
)
SELECT CASE WHEN (SELECT count(*) FROM meant) = 1
            THEN (SELECT coalesce(sum(segments_now + segments_before), 0)
                  FROM meant JOIN in_use ON in_use.input_n = meant.n)
            ELSE (SELECT count(*) FROM newest_uses WHERE asset_id = %(asset_id)s)
       END AS total,
       (SELECT coalesce(json_agg(item), '[]') FROM (
           SELECT page.segment_id, scene.id AS scene_id, segment.sequence_index, page.version, page.role,
                  page.weight, receipt.id AS receipt_id, page.at AS created_at
           FROM page
           JOIN segments segment ON segment.id = page.segment_id
           JOIN scenes scene ON scene.n = segment.scene_n
           JOIN receipts receipt ON receipt.n = page.receipt_n
           ORDER BY page.at DESC, page.segment_id
       ) item) AS items
