// impact._simulated_project — how many segments of one project would become stale, stay so, be accepted or come up to date; and the first of them.

CALL (project_id, parts) {
  {{impact._simulated_standing}}
  WITH count(CASE WHEN stale_after THEN 1 END) AS stale_count,
       count(CASE WHEN stale_after AND stale_now THEN 1 END) AS staying_count,
       count(CASE WHEN changed_after AND NOT stale_after THEN 1 END) AS accepted_count,
       count(CASE WHEN stale_now AND NOT changed_after THEN 1 END) AS leaving_count,
       collect(CASE WHEN stale_after AND NOT stale_now THEN segment END) AS becoming
  CALL (becoming) {
    UNWIND becoming AS segment
    MATCH (segment)-[:LATEST]->(receipt)
    RETURN sum(receipt.generation_duration_ms) AS measured_ms, count(receipt.generation_duration_ms) AS measured_count
  }
  // one row as it is; but the list stays behind, which would weigh on each row that is sorted after this
  RETURN sum(stale_count) AS stale_count, sum(staying_count) AS staying_count, sum(accepted_count) AS accepted_count,
         sum(leaving_count) AS leaving_count, sum(measured_ms) AS measured_ms, sum(measured_count) AS measured_count
}
CALL (project_id, parts, stale_count, leaving_count) {
  // walked anew, for the same reason
  UNWIND CASE WHEN stale_count > 0 THEN ['stale'] ELSE [] END
         + CASE WHEN leaving_count > 0 THEN ['leaving'] ELSE [] END AS wanted
  CALL (project_id, parts, wanted) {
    {{impact._simulated_standing}}
    WHERE CASE wanted WHEN 'stale' THEN stale_after ELSE stale_now AND NOT changed_after END
    WITH segment, stale_now ORDER BY segment.id LIMIT 50
    RETURN collect({segment: segment, already_stale: stale_now}) AS first
  }
  RETURN collect(CASE wanted WHEN 'stale' THEN first END) AS first_stale,
         collect(CASE wanted WHEN 'leaving' THEN first END) AS first_leaving
}
RETURN stale_count, staying_count, accepted_count, leaving_count, measured_ms, measured_count,
       first_stale[0] AS first_stale, first_leaving[0] AS first_leaving
