latest AS MATERIALIZED (
    SELECT DISTINCT ON (receipt.segment_id) receipt.id, receipt.segment_id, segment.scene_id
    FROM segments segment
    JOIN receipts receipt ON receipt.segment_id = segment.id
    WHERE receipt.succeeded IS NOT FALSE
    ORDER BY receipt.segment_id, receipt.number DESC
)
