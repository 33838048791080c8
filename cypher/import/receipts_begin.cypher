// import.receipts_begin — locks the segments of receipts that are to be recorded, and says what stands in the way.
//
// access:  write
// params:  rows
// returns: place, has_segment, missing_asset_id, there
// rows:    many
// used by: depgraph import comfyui, depgraph import receipts, POST /api/import/comfyui

UNWIND $rows AS row
CALL (row) {
  MATCH (segment:Segment {id: row.segment_id})
  SET segment._lock = true
  REMOVE segment._lock
  WITH row
  // looked at again under the lock: whoever held it may have deleted the segment
  MATCH (segment:Segment {id: row.segment_id})
  RETURN count(segment) AS segment_count
}
CALL (row) {
  UNWIND row.asset_ids AS asset_id
  OPTIONAL MATCH (asset:Asset {id: asset_id})
  WITH asset_id WHERE asset IS NULL
  RETURN min(asset_id) AS missing_asset_id
}
OPTIONAL MATCH (receipt:Receipt {request_key: row.request_key})
RETURN row.place AS place, segment_count > 0 AS has_segment, missing_asset_id,
       receipt {.segment_id, .inputs_hash, .generation_started_at} AS there
ORDER BY place
