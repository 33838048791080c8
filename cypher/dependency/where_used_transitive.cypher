// dependency.where_used_transitive — where is this used, together with the scenes of scene types that use it?
//
// access:  read
// params:  asset_id, versions, entity_type, activity, offset, limit
// returns: asset_id, total, by_type, items
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/dependencies?depth=transitive, depgraph where-used

{{dependency._versions}}
{{dependency._reach}}
RETURN named.id AS asset_id,
  reduce(total = 0, user IN users |
    total + CASE WHEN $entity_type IN ['any', user.kind] THEN user.edge_count ELSE 0 END)
  + CASE WHEN $entity_type IN ['any', 'scene'] THEN typed_rows ELSE 0 END AS total,
  by_type,
  COLLECT {
    CALL (versions) {
      UNWIND versions AS asset
      MATCH (asset)<-[uses:USES]-(entity)
      WHERE $entity_type IN ['any', entity.kind] AND ({{dependency._active_filter}})
      RETURN asset, uses, entity, entity.kind AS kind, uses.role AS role, uses.id AS dependency_id, null AS way
      UNION ALL
      UNWIND CASE WHEN $entity_type IN ['any', 'scene'] THEN versions ELSE [] END AS asset
      MATCH (asset)<-[uses:USES]-(way:SceneType)
      // read here, once for each scene type, and not once for each of its scenes
      WITH asset, uses, way, uses.role AS role, uses.id AS dependency_id
      MATCH (way)<-[:OF_SCENE_TYPE]-(entity)
      WHERE $activity = 'any' OR entity.active = ($activity = 'active')
      RETURN asset, uses, entity, 'scene' AS kind, role, dependency_id, way
    }
    WITH asset, uses, entity, kind, role, dependency_id, way
    ORDER BY kind, entity.id, role, dependency_id SKIP $offset LIMIT $limit
    RETURN {
      dependency_id: CASE WHEN way IS NULL THEN dependency_id END,
      entity_type: kind, entity_id: entity.id, entity_name: entity.name,
      role: role, weight: uses.weight, asset_id: asset.id, asset_version: asset.version,
      direct: way IS NULL,
      via: CASE WHEN way IS NULL THEN []
                ELSE [{entity_type: 'scene_type', entity_id: way.id, entity_name: way.name}] END,
      active: {{dependency._activity}},
      segment_count: CASE kind WHEN 'scene' THEN COUNT { (entity)<-[:IN_SCENE]-() } END,
      created_at: CASE WHEN way IS NULL THEN uses.created_at END
    } AS dependency_row
    ORDER BY kind, entity.id, role, dependency_id
  } AS items
