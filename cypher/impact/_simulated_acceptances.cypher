// impact._simulated_acceptances — where the change of `input` is accepted now, and where when `after` is current; and what ends by it; as `accepted`.

CALL (input, after) {
  WITH input, after WHERE input:Accepted
  WITH input, after, {{input._current}} AS now
  MATCH (input)<-[accepts:ACCEPTS]-(acceptance:Acceptance)-[:FOR]->(covered)
  WHERE (acceptance.until IS NULL OR acceptance.until > $now) AND accepts.current IN [now, after]
  WITH acceptance, covered, accepts.current = now AS holds_now, accepts.current = after AS holds_after,
       CASE WHEN covered:Project THEN covered.id END AS project_id
  RETURN {
    anywhere: count(*) > 0,
    places_now: collect(CASE WHEN holds_now THEN covered END),
    projects_now: collect(CASE WHEN holds_now THEN project_id END),
    places_after: collect(CASE WHEN holds_after THEN covered END),
    projects_after: collect(CASE WHEN holds_after THEN project_id END),
    ending: collect(DISTINCT CASE WHEN NOT holds_after THEN acceptance END)
  } AS accepted
}
