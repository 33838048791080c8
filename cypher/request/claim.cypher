// request.claim — the first claim of an Idempotency-Key, or the answer that it has already.
//
// access:  write
// params:  key, body_digest, now
// returns: is_new, body_digest, answer
// rows:    one
// used by: every POST with Idempotency-Key

MERGE (request:Request {key: $key})
ON CREATE SET request.body_digest = $body_digest, request.created_at = $now, request._new = true
WITH request, request._new IS NOT NULL AS is_new
REMOVE request._new
RETURN is_new, request.body_digest AS body_digest, request.answer AS answer
