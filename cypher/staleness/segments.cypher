// staleness.segments — the stale segments of all projects and of none, with all their reasons; with asset_id those it makes stale.
//
// access:  read
// params:  asset_id, asset_type, offset, limit, now
// returns: total, items
// rows:    one
// scans:   Changed, every one: inputs that differ from what is current
// used by: GET /api/stale-segments

CALL () {
  MATCH (input:Changed)
  CALL (input) {
    MATCH (input)<-[:OF_INPUT]-(usage:Usage)
    RETURN usage
  }
  {{staleness._segments}}
}
{{staleness._page}}
RETURN total, items
