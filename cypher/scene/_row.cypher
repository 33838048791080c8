// scene._row — the one shape of a scene.

scene {
  .id, .name, .active, .scene_type_id, .character_id, .project_id, .created_at, .updated_at,
  segment_count: COUNT { (scene)<-[:IN_SCENE]-() },
  asset_count: COUNT { (scene)-[:USES]->() }
}
