// usage.open — usages that segments, locked before, are the first of their projects to have; and the inputs that are new with them.
//
// access:  write
// params:  lists
// lists:   segment_ids
// returns: usage_count
// rows:    one
// used by: POST /api/segments/{segment_id}/receipts, POST /api/receipts/bulk, PUT /api/{segments,scenes,characters}/{id}

UNWIND $lists.segment_ids AS segment_id
MATCH (segment:Segment {id: segment_id})
WITH collect(segment) AS segments
CALL (segments) {
  {{usage._of_segments}}
  WITH coalesce(project.id, '') + '|' + input_key AS usage_key, project, input_key, head(collect(first)) AS one,
       any(use IN collect(first) WHERE use.now) AS is_now
  // in one order for all, so that nobody waits for a new one in a circle
  ORDER BY usage_key
  CALL (usage_key, project, input_key, is_now) {
    // a usage is of segments that use it now; what they were ever made from is an edge to the input
    WITH * WHERE is_now
    MERGE (usage:Usage {key: usage_key})
    ON CREATE SET usage.project_id = coalesce(project.id, ''), usage.input_key = input_key, usage._new = true
    WITH usage WHERE usage._new
    REMOVE usage._new
    RETURN collect(usage) AS new_usages
  }
  WITH * WHERE new_usages <> [] OR NOT EXISTS { (:Input {key: input_key}) }
  RETURN collect({
    usages: new_usages, project: project, input_key: input_key, target: one.target, hash: one.hash
  }) AS fresh
}
{{input._open}}
RETURN size(fresh) AS usage_count
