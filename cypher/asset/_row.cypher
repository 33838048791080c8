// asset._row — the one shape of an asset, as a map named after contract section 3.

asset {
  .id, .name, .version, .version_number,
  is_current: asset.current_of IS NOT NULL,
  previous_version_id: asset.previous_id,
  .asset_type, .status, .placeholder, .file_path, .file_size_bytes, .checksum_sha256,
  .description, .metadata, .tags, .license, .origin, .registered_by, .created_at, .updated_at,
  .avg_rating, .rating_count, .dependency_count
}
