// dependency._reach — what uses the versions, directly or as a scene of a scene type that does, counted by degrees.

WITH named, versions,
  COLLECT {
    UNWIND versions AS asset
    MATCH (asset)<-[uses:USES]-(entity)
    WHERE {{dependency._active_filter}}
    WITH entity, count(uses) AS edge_count
    RETURN {kind: entity.kind, entity: entity, edge_count: edge_count} AS user
  } AS users
WITH named, versions, users,
     [user IN users WHERE user.kind = 'scene_type' | user.entity] AS scene_types,
     [user IN users WHERE user.kind = 'scene' | user.entity] AS scenes
WITH named, versions, users, scene_types,
     [scene IN scenes
      WHERE NOT EXISTS { (scene)-[:OF_SCENE_TYPE]->(scene_type:SceneType) WHERE scene_type IN scene_types }] AS further_scenes
WITH named, versions, users, scene_types, further_scenes,
     [scene_type IN scene_types | {{dependency._member_count}}] AS members,
     [user IN users WHERE user.kind = 'scene_type' | user.edge_count] AS ways
WITH named, versions, users, scene_types,
     reduce(sum = 0, i IN range(0, size(members) - 1) | sum + members[i] * ways[i]) AS typed_rows,
     reduce(sum = size(further_scenes), member_count IN members | sum + member_count) AS scene_count,
     reduce(sum = 0, scene IN further_scenes | sum + COUNT { (scene)<-[:IN_SCENE]-() })
     + reduce(sum = 0, scene_type IN scene_types | sum + CASE $activity
         WHEN 'any' THEN COUNT { (scene_type)<-[:IN_SCENE_TYPE]-() }
         ELSE COUNT { (scene_type)<-[:OF_SCENE_TYPE]-(scene:Scene)<-[:IN_SCENE]-()
                      WHERE scene.active = ($activity = 'active') } END) AS segment_count
WITH named, versions, users, scene_types, typed_rows, segment_count,
     [counted IN [
        ['job', size([user IN users WHERE user.kind = 'job'])],
        ['scene', scene_count],
        ['scene_type', size(scene_types)],
        ['segment', segment_count],
        ['template', size([user IN users WHERE user.kind = 'template'])]
      ] WHERE counted[1] > 0] AS by_type
