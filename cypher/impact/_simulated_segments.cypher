// impact._simulated_segments — the segments that the `changes` make stale: for the first time (`becoming`), or as they are now (`staying`).

CALL (changes) {
  UNWIND changes AS one
  WITH one, one.input AS input
  MATCH (input)<-[:OF_INPUT]-(usage:Usage)
  WITH one, usage, usage.project_id AS project_id
  MATCH (usage)<-[:USES_NOW]-(segment:Segment)-[:IN_SCENE]->(scene:Scene)
  WITH segment,
       max(one.changed_now AND NOT ({{impact._is_accepted_now}})) AS stale_now,
       max(one.changed_after) AS changed_after,
       max(one.changed_after AND NOT ({{impact._is_accepted_after}})) AS stale_after
  RETURN collect(CASE WHEN stale_after AND stale_now THEN segment END) AS staying,
         collect(CASE WHEN stale_after AND NOT stale_now THEN segment END) AS becoming,
         collect(CASE WHEN stale_now AND NOT changed_after THEN segment END) AS leaving,
         count(CASE WHEN changed_after AND NOT stale_after THEN 1 END) AS accepted_after
}
CALL (becoming) {
  UNWIND becoming AS segment
  MATCH (segment)-[:LATEST]->(receipt:Receipt)
  RETURN sum(receipt.generation_duration_ms) AS measured_ms, count(receipt.generation_duration_ms) AS measured_segments
}
CALL (leaving) {
  UNWIND leaving AS segment
  WITH segment ORDER BY segment.id LIMIT 50
  MATCH (segment)-[:IN_SCENE]->(scene:Scene)
  WITH segment, scene ORDER BY segment.id
  RETURN collect({segment_id: segment.id, scene_id: scene.id}) AS leaving_items
}
CALL (changes) {
  UNWIND changes AS one
  UNWIND one.accepted.ending AS acceptance
  RETURN count(DISTINCT acceptance) AS ends_acceptances
}
