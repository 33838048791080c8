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
      WITH asset, asset.id AS used_id
      MATCH (asset)<-[uses:USES]-(entity)
      WHERE ($entity_type = 'any' OR entity.kind = $entity_type) AND ({{dependency._active_filter}})
      RETURN asset, used_id, uses, entity, uses.role AS role, null AS way
      UNION ALL
      UNWIND CASE WHEN $entity_type IN ['any', 'scene'] THEN versions ELSE [] END AS asset
      MATCH (asset)<-[uses:USES]-(way:SceneType)
      // read here, once for each scene type, and not once for each of its scenes
      WITH asset, asset.id AS used_id, uses, uses.role AS role, way
      MATCH (way)<-[:OF_SCENE_TYPE]-(entity)
      WHERE $activity = 'any' OR entity.active = ($activity = 'active')
      RETURN asset, used_id, uses, entity, role, way
    }
    WITH asset, used_id, uses, entity, role, way, way IS NULL AS is_direct
    ORDER BY entity.key, role, used_id, is_direct SKIP $offset LIMIT $limit
    RETURN {
      dependency_id: CASE WHEN is_direct THEN uses.id END,
      entity_type: entity.kind, entity_id: entity.id, entity_name: entity.name,
      role: role, weight: uses.weight, asset_id: used_id, asset_version: asset.version,
      direct: is_direct,
      via: CASE WHEN is_direct THEN []
                ELSE [{entity_type: 'scene_type', entity_id: way.id, entity_name: way.name}] END,
      active: {{dependency._activity}},
      segment_count: CASE entity.kind WHEN 'scene' THEN COUNT { (entity)<-[:IN_SCENE]-() } END,
      created_at: CASE WHEN is_direct THEN uses.created_at END
    } AS dependency_row
    ORDER BY entity.key, role, used_id, is_direct
  } AS items
