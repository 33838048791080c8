// impact._simulated_segments — how many segments the `changes` make stale, leave accepted or bring up to date; and the first of each project.

CALL (changes) {
  UNWIND changes AS one
  WITH one, one.input AS input
  MATCH (input)<-[:OF_INPUT]-(usage:Usage)
  // a segment is in one project: one project after the other, so that only one is held in memory
  WITH usage.project_id AS project_id, collect({one: one, usage: usage}) AS parts
  CALL (project_id, parts) {
    {{impact._simulated_project}}
  }
  RETURN sum(stale_count) AS stale_total, sum(staying_count) AS staying_total,
         sum(accepted_count) AS accepted_total, sum(leaving_count) AS leaving_total,
         sum(measured_ms) AS measured_ms, sum(measured_count) AS measured_segments,
         collect(first_stale) AS stale_by_project, collect(first_leaving) AS leaving_by_project
}
CALL (leaving_by_project) {
  UNWIND leaving_by_project AS leaving
  UNWIND leaving AS found
  WITH found.segment AS segment ORDER BY segment.id LIMIT 50
  RETURN collect({segment_id: segment.id, scene_id: segment.scene_id}) AS leaving_items
}
CALL (changes) {
  UNWIND changes AS one
  UNWIND one.accepted.ending AS acceptance
  RETURN count(DISTINCT acceptance) AS ends_acceptances
}
