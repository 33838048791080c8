// invariant.request_answer — claimed keys without the answer that their effect has.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Request, every one: those older than a week are dropped
// used by: depgraph doctor, the tests of races and crashes

MATCH (request:Request)
WHERE NOT request.answer IS :: STRING NOT NULL OR NOT request.body_digest IS :: STRING NOT NULL
RETURN 'an Idempotency-Key was claimed without an answer' AS what, request.key AS subject_id, '' AS detail
LIMIT 100
