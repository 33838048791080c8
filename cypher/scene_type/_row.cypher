// scene_type._row — the one shape of a scene type; its counts are degrees.

scene_type {
  .id, .name, .workflow_id, .created_at, .updated_at,
  scene_count: COUNT { (scene_type)<-[:OF_SCENE_TYPE]-() },
  active_scene_count: COUNT { (scene_type)<-[:ACTIVE_IN]-() },
  segment_count: COUNT { (scene_type)<-[:IN_SCENE_TYPE]-() },
  asset_count: COUNT { (scene_type)-[:USES]->() }
}
