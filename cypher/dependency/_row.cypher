// dependency._row — the one shape of a direct dependency: entity -[uses]-> asset.

{
  dependency_id: uses.id, entity_type: entity.kind, entity_id: entity.id, entity_name: entity.name,
  role: uses.role, weight: uses.weight, asset_id: asset.id, asset_version: asset.version,
  direct: true, via: [], segment_count: null,
  active: {{dependency._activity}},
  created_at: uses.created_at
}
