// work.lock — images and workflows, locked in the order in which their keys are given.
//
// access:  write
// params:  keys
// returns: key
// rows:    many
// used by: POST /api/{source-images,derived-images,workflows}, POST …/{id}/make-current

UNWIND $keys AS key_to_lock
MATCH (work:Work {key: key_to_lock})
SET work._lock = true
REMOVE work._lock
RETURN work.key AS key
