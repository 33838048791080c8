// impact._simulated_acceptances — where the change of `input` is accepted now, and where when `after` is current; and what ends by it; as `accepted`.

CALL (input, after) {
  WITH input, after WHERE input:Accepted
  WITH input, after, {{input._current}} AS now
  MATCH (input)<-[accepts:ACCEPTS]-(acceptance:Acceptance)-[:FOR]->(covered)
  WHERE (acceptance.until IS NULL OR acceptance.until > $now) AND accepts.current IN [now, after]
  // a scene by its segments, so that those need not be asked for their scenes
  OPTIONAL MATCH (covered)<-[:IN_SCENE]-(inside:Segment)
  WITH acceptance, accepts.current = now AS holds_now, accepts.current = after AS holds_after,
       coalesce(inside, covered) AS segment, CASE WHEN covered:Project THEN covered.id END AS project_id
  RETURN {
    segments_now: collect(CASE WHEN holds_now THEN segment END),
    projects_now: collect(CASE WHEN holds_now THEN project_id END),
    segments_after: collect(CASE WHEN holds_after THEN segment END),
    projects_after: collect(CASE WHEN holds_after THEN project_id END),
    ending: collect(DISTINCT CASE WHEN NOT holds_after THEN acceptance END)
  } AS accepted
}
