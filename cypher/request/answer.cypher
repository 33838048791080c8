// request.answer — keep the answer of a claimed key, in the transaction of its effect.
//
// access:  write
// params:  key, answer
// returns: key
// rows:    one
// used by: every POST with Idempotency-Key

MATCH (request:Request {key: $key})
SET request.answer = $answer
RETURN request.key AS key
