// segment._row — the one shape of a segment.

segment {
  .id, .name, .sequence_index, .created_at, .updated_at,
  scene_id: head([(segment)-[:IN_SCENE]->(scene:Scene) | scene.id]),
  scene_type_id: head([(segment)-[:IN_SCENE_TYPE]->(scene_type:SceneType) | scene_type.id]),
  project_id: head([(segment)-[:IN_SCENE]->(:Scene)-[:IN_PROJECT]->(project:Project) | project.id])
}
