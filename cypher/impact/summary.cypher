// impact.summary — the impact of an update in three numbers.
//
// access:  read
// params:  asset_id
// returns: affected_scene_types, affected_active_scenes, stale_segment_count
// rows:    maybe-one
// used by: POST /api/assets

MATCH (asset:Asset {id: $asset_id})
WITH asset, COLLECT { MATCH (asset)<-[:USES]-(type:SceneType) RETURN DISTINCT type } AS types
WITH asset, types,
     reduce(sum = 0, type IN types | sum + COUNT { (type)<-[:ACTIVE_IN]-() }) AS by_type,
     COUNT {
       MATCH (asset)<-[:USES]-(scene:Scene)
       WHERE scene.active AND NOT EXISTS { (scene)-[:OF_SCENE_TYPE]->(:SceneType)-[:USES]->(asset) }
       RETURN DISTINCT scene
     } AS direct
RETURN size(types) AS affected_scene_types,
       by_type + direct AS affected_active_scenes,
       COUNT {
         MATCH (asset)<-[:GENERATED_FROM]-(receipt:Receipt)<-[:LATEST]-(segment:Segment)
         RETURN DISTINCT segment
       } AS stale_segment_count
