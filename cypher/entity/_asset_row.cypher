// entity._asset_row — one asset as an entity uses it.

{
  dependency_id: uses.id, asset_id: asset.id, asset_name: asset.name, asset_version: asset.version,
  asset_type: asset.asset_type, role: uses.role, weight: uses.weight, source: uses.source,
  is_current: asset.current_of IS NOT NULL, status: asset.status, created_at: uses.created_at
}
