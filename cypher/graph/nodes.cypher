// graph.nodes — these nodes with all that is known of them; none that came after `until`.
//
// access:  read
// params:  asset_ids, entity_keys, until
// returns: key, kind, name, properties
// rows:    many
// used by: GET /api/export, depgraph export

CALL () {
  UNWIND $asset_ids AS asset_id
  MATCH (node:Asset {id: asset_id})
  RETURN node
  UNION ALL
  UNWIND $entity_keys AS entity_key
  MATCH (node:Entity {key: entity_key})
  RETURN node
}
WITH node WHERE node.created_at <= $until
RETURN {{graph._key}} AS key, {{graph._kind}} AS kind,
  coalesce(node.name, 'segment ' + toString(node.sequence_index), node.id) AS name,
  node {
    .asset_type, .version, .version_number, .status, .placeholder, .file_path, .file_size_bytes,
    .checksum_sha256, .description, .metadata, .tags, .license, .origin, .registered_by,
    .avg_rating, .rating_count, .dependency_count,
    .active, .sequence_index, .workflow_id, .created_at, .updated_at,
    is_current: CASE WHEN node:Asset THEN node.current_of IS NOT NULL END
  } AS properties
ORDER BY key
