// template._row — the one shape of a template.

template {
  .id, .name, .created_at, .updated_at,
  asset_count: COUNT { (template)-[:USES]->() }
}
