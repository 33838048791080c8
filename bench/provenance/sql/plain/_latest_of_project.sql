latest AS MATERIALIZED (
    SELECT DISTINCT ON (receipt.segment_id) receipt.id, receipt.segment_id, segment.scene_id
    FROM scenes scene
    JOIN segments segment ON segment.scene_id = scene.id
    JOIN receipts receipt ON receipt.segment_id = segment.id
    WHERE scene.project_id = %(project_id)s AND receipt.succeeded IS NOT FALSE
    ORDER BY receipt.segment_id, receipt.number DESC
)
