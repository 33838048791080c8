// event.record — an event, in the transaction of what it tells.
//
// access:  write
// params:  id, kind, subject_id, payload, now
// returns: id
// rows:    one
// used by: every write that others want to know of

CREATE (event:Event {id: $id, kind: $kind, subject_id: $subject_id, payload: $payload, created_at: $now})
RETURN event.id AS id
