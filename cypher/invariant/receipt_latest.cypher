// invariant.receipt_latest — segments whose latest receipt is not the last recorded that did not fail.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Segment, every one: an edge and the numbers of the receipts are compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (segment:Segment)
WITH segment, [(segment)-[:LATEST]->(latest) | latest.number] AS latest_numbers,
     COLLECT {
       MATCH (segment)<-[:OF_SEGMENT]-(receipt:Receipt)
       WHERE coalesce(receipt.succeeded, true)
       RETURN max(receipt.number) AS last_number
     }[0] AS last_number
WHERE latest_numbers <> CASE WHEN last_number IS NULL THEN [] ELSE [last_number] END
RETURN 'the latest receipt of a segment is not the last that did not fail' AS what, segment.id AS subject_id,
       'latest: ' + coalesce(toStringOrNull(latest_numbers[0]), 'none')
         + ', last: ' + coalesce(toStringOrNull(last_number), 'none') AS detail
LIMIT 100
