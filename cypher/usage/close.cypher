// usage.close — usages that no segment uses any more go, and their project has that input in use no longer.
//
// access:  write
// params:  lists
// lists:   usage_keys
// returns: closed_count
// rows:    one
// used by: POST /api/segments/{segment_id}/receipts, POST /api/receipts/bulk, POST /api/receipts/{receipt_id}/complete,
//          PUT and DELETE /api/{segments,scenes,characters}/{id}

UNWIND $lists.usage_keys AS usage_key
MATCH (usage:Usage {key: usage_key})
WITH usage ORDER BY usage.key
SET usage._lock = true
REMOVE usage._lock
// looked at again under the lock: whoever held it may have closed it, or a segment uses it again
WITH usage WHERE EXISTS { (usage)-[:OF_INPUT]->() } AND NOT EXISTS { (usage)<-[:USES_NOW]-() }
MATCH (usage)-[of_input:OF_INPUT]->(input:Input)
OPTIONAL MATCH (:Project {id: usage.project_id})-[in_use:HAS_IN_USE]->(input)
// plain: where a segment comes to use it at this moment, the database refuses one of the two, which is repeated
DELETE of_input, in_use, usage
RETURN count(*) AS closed_count
