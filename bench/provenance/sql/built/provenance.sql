-- what a segment was made from: its latest receipt, each input beside what is current
SELECT receipt.body || jsonb_build_object('id', receipt.id, 'number', receipt.number, 'created_at', receipt.created_at)
         AS receipt,
       {{_compared}} AS inputs
FROM segments segment
JOIN receipts receipt ON receipt.n = segment.latest_n
WHERE segment.id = %(segment_id)s
