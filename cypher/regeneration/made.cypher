// regeneration.made — what has been made already: by inputs the newest latest receipt's segment; and the open jobs of these keys.
//
// access:  read
// params:  inputs_hashes, keys
// returns: reusable, jobs
// rows:    one
// used by: POST /api/projects/{project_id}/regenerate-stale

CALL () {
  UNWIND $inputs_hashes AS inputs_hash
  CALL (inputs_hash) {
    // a segment with a newer receipt has another output by now
    MATCH (receipt:Receipt {inputs_hash: inputs_hash})<-[:LATEST]-(segment:Segment)
    RETURN segment.id AS segment_id ORDER BY receipt.created_at DESC, segment_id LIMIT 1
  }
  RETURN collect({inputs_hash: inputs_hash, segment_id: segment_id}) AS reusable
}
CALL () {
  UNWIND $keys AS key
  MATCH (job:RegenerationJob {key: key})
  RETURN collect(job {.id, .key, .status}) AS jobs
}
RETURN reusable, jobs
