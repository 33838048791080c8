// acceptance._places — where the change of `input` is accepted: `places` (segments, scenes), `project_ids`; empty where nobody accepted it.

CALL (input) {
  // a label, so that the many that nobody accepted cost nothing
  WITH input WHERE input:Accepted
  WITH input, {{input._current}} AS current
  MATCH (input)<-[accepts:ACCEPTS]-(acceptance:Acceptance)-[:FOR]->(place)
  WHERE accepts.current = current AND (acceptance.until IS NULL OR acceptance.until > $now)
  RETURN collect(CASE WHEN place:Project THEN null ELSE place END) AS places,
         collect(CASE WHEN place:Project THEN place.id END) AS project_ids
}
