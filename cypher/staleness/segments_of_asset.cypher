// staleness.segments_of_asset — the segments that were made from this version and are stale because of it, with all their reasons.
//
// access:  read
// params:  asset_id, offset, limit, now
// returns: total, items
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/stale-segments

MATCH (:Asset {id: $asset_id})
CALL () {
  MATCH (asset:Asset {id: $asset_id})
  {{input._of_asset}}
  WITH input WHERE input:Changed
  {{acceptance._places}}
  MATCH (input)<-[:OF_INPUT]-(usage:Usage)
  {{acceptance._stale}}
  // counted, so that the rows that are sorted hold nothing but this
  WITH segment, count(*) AS input_count ORDER BY segment.id
  RETURN collect(segment) AS stale
}
{{staleness._page}}
RETURN total, items
