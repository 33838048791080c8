// work._matches — the works of one kind that a list's filters leave, reached from the project when one is named.

CALL () {
  WITH $project_id AS project_id WHERE project_id <> ''
  MATCH (:Project {id: project_id})<-[:IN_PROJECT]-(work:Work)
  WHERE work.kind = $kind
  RETURN work
  UNION ALL
  WITH $project_id AS project_id WHERE project_id = ''
  MATCH (work:Work {kind: $kind})
  // true of every work; the index holds only those, so the planner has to be told
  WHERE work.name IS NOT NULL
  RETURN work
}
WITH work
WHERE toLower(work.name) CONTAINS toLower($name)
