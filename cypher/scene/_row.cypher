// scene._row — the one shape of a scene.

scene {
  .id, .name, .active, .created_at, .updated_at,
  scene_type_id: head([(scene)-[:OF_SCENE_TYPE]->(scene_type:SceneType) | scene_type.id]),
  character_id: head([(scene)-[:OF_CHARACTER]->(character:Character) | character.id]),
  project_id: head([(scene)-[:IN_PROJECT]->(project:Project) | project.id]),
  segment_count: COUNT { (scene)<-[:IN_SCENE]-() },
  asset_count: COUNT { (scene)-[:USES]->() }
}
