// segment._row — the one shape of a segment.

segment {
  .id, .name, .scene_id, .sequence_index, .created_at, .updated_at,
  scene_type_id: head(COLLECT { MATCH (scene:Scene {id: segment.scene_id}) RETURN scene.scene_type_id }),
  project_id: head(COLLECT { MATCH (scene:Scene {id: segment.scene_id}) RETURN scene.project_id })
}
