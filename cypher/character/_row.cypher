// character._row — the one shape of a character.

character {
  .id, .name, .created_at, .updated_at,
  project_id: head([(character)-[:IN_PROJECT]->(project:Project) | project.id]),
  scene_count: COUNT { (character)<-[:OF_CHARACTER]-() }
}
