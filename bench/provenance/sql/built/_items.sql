(SELECT coalesce(json_agg(item), '[]') FROM (
    SELECT segment.id AS segment_id, scene.id AS scene_id, scene.character_name, receipt.id AS receipt_id,
           {{_compared}} AS inputs
    FROM page
    JOIN segments segment ON segment.id = page.segment_id
    JOIN scenes scene ON scene.n = segment.scene_n
    JOIN receipts receipt ON receipt.n = segment.latest_n
    ORDER BY segment.id
) item)
