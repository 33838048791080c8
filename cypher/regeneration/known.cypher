// regeneration.known — whether the project is there, and which of the segments that a request names are not.
//
// access:  read
// params:  project_id, segment_ids
// returns: missing_segment_ids
// rows:    maybe-one
// used by: POST /api/projects/{project_id}/regenerate-stale

MATCH (:Project {id: $project_id})
RETURN COLLECT {
  UNWIND $segment_ids AS segment_id
  WITH segment_id WHERE NOT EXISTS { (:Segment {id: segment_id}) }
  RETURN segment_id
} AS missing_segment_ids
