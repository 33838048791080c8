-- the latest receipt of a segment, and its inputs: the verdict follows from them
SELECT latest.id AS receipt_id, {{_compared}} AS inputs
FROM segments segment
LEFT JOIN LATERAL (
    SELECT id FROM receipts
    WHERE segment_id = segment.id AND succeeded IS NOT FALSE
    ORDER BY number DESC LIMIT 1
) latest ON true
WHERE segment.id = %(segment_id)s
