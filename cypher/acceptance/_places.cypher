// acceptance._places — where the change of `input` is accepted: `in_segments`, and by their ids `in_scenes`, `in_projects`; empty where nobody accepted it.

// not an expression, which could be left out where it is not needed: Neo4j then planned a report for half a minute
CALL (input) {
  // a label, so that the many that nobody accepted cost nothing
  WITH input WHERE input:Accepted
  WITH input, {{input._current}} AS current
  MATCH (input)<-[accepts:ACCEPTS]-(acceptance:Acceptance)-[:FOR]->(place)
  WHERE accepts.current = current AND (acceptance.until IS NULL OR acceptance.until > $now)
  RETURN collect(CASE WHEN place:Segment THEN place END) AS in_segments,
         collect(CASE WHEN place:Scene THEN place.id END) AS in_scenes,
         collect(CASE WHEN place:Project THEN place.id END) AS in_projects
}
