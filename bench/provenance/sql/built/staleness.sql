-- the latest receipt of a segment, and its inputs: the verdict follows from them
SELECT receipt.id AS receipt_id, {{_compared}} AS inputs
FROM segments segment
LEFT JOIN receipts receipt ON receipt.n = segment.latest_n
WHERE segment.id = %(segment_id)s
