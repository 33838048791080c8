// character._matches — the characters that a list's filters leave; a project's are reached from it.

CALL () {
  WITH $project_id AS project_id WHERE project_id IS NOT NULL
  MATCH (:Project {id: project_id})<-[:IN_PROJECT]-(character:Character)
  RETURN character
  UNION ALL
  WITH $project_id AS project_id WHERE project_id IS NULL
  MATCH (character:Character)
  RETURN character
}
WITH character
WHERE $name IS NULL OR toLower(character.name) CONTAINS toLower($name)
