// impact._users — what uses the asset, each once, by kind; scene types and scenes in the order of their ids.

WITH asset,
  COLLECT {
    MATCH (asset)<-[:USES]-(user)
    WITH DISTINCT user, user.kind AS kind, user.id AS id
    RETURN {kind: kind, node: user} AS found
    ORDER BY kind, id
  } AS users
WITH asset, users,
     [user IN users WHERE user.kind = 'scene_type' | user.node] AS scene_types,
     [user IN users WHERE user.kind = 'scene' | user.node] AS scenes
WITH asset, users, scene_types,
     // those that no scene type above leads to
     [scene IN scenes
      WHERE scene.active
        AND NOT EXISTS { (scene)-[:OF_SCENE_TYPE]->(scene_type:SceneType) WHERE scene_type IN scene_types }
     ] AS further_scenes
