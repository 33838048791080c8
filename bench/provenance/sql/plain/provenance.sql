-- what a segment was made from: its latest receipt, each input beside what is current
SELECT latest.body || jsonb_build_object('id', latest.id, 'number', latest.number, 'created_at', latest.created_at)
         AS receipt,
       {{_compared}} AS inputs
FROM receipts latest
WHERE latest.segment_id = %(segment_id)s AND latest.succeeded IS NOT FALSE
ORDER BY latest.number DESC
LIMIT 1
