// usage.rewrite — what segments, and those of scenes, count in and were made from: anew; `lacking` have inputs without a usage, `left_usages` no segment.
//
// access:  write
// params:  lists
// lists:   scene_ids, segment_ids
// returns: lacking, left_usages
// rows:    one
// used by: PUT /api/{segments,scenes,characters}/{id} into another project, POST /api/receipts/{receipt_id}/complete of a failure,
//          receipts with an input that is new in its project, or of a segment that replaces one or is replaced

CALL () {
  UNWIND $lists.segment_ids AS segment_id
  // with its latest receipt, those that it replaces come to count or to count no more
  MATCH (:Segment {id: segment_id})-[:REPLACES*0..20]->(segment:Segment)
  RETURN segment
  UNION
  UNWIND $lists.scene_ids AS scene_id
  MATCH (:Scene {id: scene_id})<-[:IN_SCENE]-(segment:Segment)
  RETURN segment
}
WITH segment ORDER BY segment.id
SET segment._lock = true
REMOVE segment._lock
WITH segment
// looked at again under the lock: whoever held it may have deleted it
WHERE EXISTS { (segment)-[:IN_SCENE]->(:Scene) }
WITH collect(segment) AS segments
{{usage._rewrite}}
RETURN lacking, left_usages
