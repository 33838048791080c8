// acceptance._create — an acceptance of the change of each of `inputs` as it stands now, for `places`; none where nothing has changed.

WITH places, inputs WHERE inputs <> []
CREATE (acceptance:Acceptance)
SET acceptance = $columns
WITH acceptance, places, inputs
MATCH (owner:Project {id: acceptance.project_id})
CREATE (acceptance)-[:ACCEPTED_IN]->(owner)
FOREACH (place IN places | CREATE (acceptance)-[:FOR]->(place))
WITH acceptance, inputs
CALL (acceptance, inputs) {
  UNWIND inputs AS input
  SET input:Accepted
  WITH acceptance, input, {{input._current}} AS current
  CREATE (acceptance)-[:ACCEPTS {current: current}]->(input)
}
