// dependency.where_used_segments — the segments of every scene that uses this, directly or by its type, each once.
//
// access:  read
// params:  asset_id, versions, activity, offset, limit
// returns: asset_id, total, by_type, items
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/dependencies?depth=transitive&entity_type=segment

{{dependency._versions}}
{{dependency._reach}}
RETURN named.id AS asset_id, segment_count AS total, by_type,
  COLLECT {
    CALL (versions, scene_types) {
      UNWIND versions AS asset
      MATCH (asset)<-[uses:USES]-(way:SceneType)
      WITH way, asset, uses ORDER BY uses.role, uses.id
      WITH way, head(collect({asset: asset, uses: uses})) AS use
      MATCH (way)<-[:OF_SCENE_TYPE]-(scene)
      WHERE $activity = 'any' OR scene.active = ($activity = 'active')
      RETURN scene, way, use
      UNION ALL
      UNWIND versions AS asset
      MATCH (asset)<-[uses:USES]-(scene:Scene)
      WHERE ($activity = 'any' OR scene.active = ($activity = 'active'))
        AND NOT EXISTS { MATCH (scene)-[:OF_SCENE_TYPE]->(scene_type) WHERE scene_type IN scene_types }
      WITH scene, asset, uses ORDER BY uses.role, uses.id
      RETURN scene, null AS way, head(collect({asset: asset, uses: uses})) AS use
    }
    // scenes first, so that only as many of them are opened as the page needs
    WITH scene, way, use, scene.id AS scene_id ORDER BY scene_id
    MATCH (scene)<-[:IN_SCENE]-(segment)
    WITH scene, way, use.asset AS asset, use.uses AS uses, scene_id, segment
    ORDER BY scene_id, segment.sequence_index, segment.id SKIP $offset LIMIT $limit
    RETURN {
      dependency_id: null,
      entity_type: 'segment', entity_id: segment.id, entity_name: segment.name,
      role: uses.role, weight: uses.weight, asset_id: asset.id, asset_version: asset.version,
      direct: false,
      via: CASE WHEN way IS NULL THEN []
                ELSE [{entity_type: 'scene_type', entity_id: way.id, entity_name: way.name}] END
           + [{entity_type: 'scene', entity_id: scene_id, entity_name: scene.name}],
      active: null, segment_count: null, created_at: null
    } AS dependency_row
    ORDER BY scene_id, segment.sequence_index, segment.id
  } AS items
