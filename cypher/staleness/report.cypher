// staleness.report — what is stale anywhere, grouped by what was used; it begins at what has changed.
//
// access:  read
// params:  limit, now
// returns: project_id, total_segments, total_segments_without_receipt, total_stale_segments, total_stale_scenes, total_accepted_segments, total_unknown_segments, total_assets, by_asset
// rows:    one
// scans:   Changed, Accepted and Untracked, every one: inputs that differ from what is current, and those nobody knows
// used by: GET /api/staleness-report, depgraph stale

CALL () {
  MATCH (input:Untracked)
  WHERE input.key STARTS WITH 'model:'
  MATCH (input)<-[:OF_INPUT]-(usage)
  RETURN collect(usage) AS unknown
}
CALL () {
  CALL () {
    // nearly all: what nobody ever accepted is expanded in one go, without a subquery for each input
    MATCH (input:Changed&!Accepted)
    WITH input, input.key AS key
    MATCH (input)<-[:OF_INPUT]-(usage)<-[:USES_NOW]-(segment)
    {{staleness._unaccepted}}
    UNION ALL
    MATCH (input:Changed&Accepted)
    {{acceptance._places}}
    CALL (input, in_segments, in_scenes, in_projects) {
      MATCH (input)<-[:OF_INPUT]-(usage)<-[:USES_NOW]-(segment)
      {{staleness._parted}}
    }
    RETURN input, input.key AS key, segments_of_input, scenes_of_input, accepted_of_input
  }
  {{staleness._by_input}}
}
{{staleness._groups}}
CALL () {
  MATCH (segment:Segment)
  RETURN count(segment) AS there
}
CALL () {
  MATCH (segment:Uncounted)
  RETURN count(segment) AS uncounted
}
CALL () {
  MATCH (:Segment)-[latest:LATEST]->()
  RETURN count(latest) AS made
}
CALL () {
  MATCH (:Uncounted)-[latest:LATEST]->()
  RETURN count(latest) AS made_uncounted
}
WITH *, there - uncounted AS total_segments, made - made_uncounted AS total_made
RETURN null AS project_id, total_segments, total_segments - total_made AS total_segments_without_receipt,
       size(stale) AS total_stale_segments,
       total_stale_scenes, size(accepted) AS total_accepted_segments, total_unknown_segments,
       size(groups) AS total_assets, by_asset
