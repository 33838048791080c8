// segment._row — the one shape of a segment.

segment {
  .id, .name, .scene_id, .sequence_index, .created_at, .updated_at,
  scene_type_id: head([(segment)-[:IN_SCENE_TYPE]->(scene_type:SceneType) | scene_type.id]),
  project_id: head([(segment)-[:IN_SCENE]->(:Scene)-[:IN_PROJECT]->(project:Project) | project.id])
}
