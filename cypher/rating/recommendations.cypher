// rating.recommendations — assets that are used together with this one, most often first.
//
// access:  read
// params:  asset_id, limit
// returns: items
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/recommendations

MATCH (centre:Asset {id: $asset_id})
CALL (centre) {
  CALL (centre) {
    MATCH (centre)<-[:USES]-(user:SceneType)
    RETURN user
    UNION
    // at most so many, in the order of the store: a base model is in every receipt, and shares settle far earlier
    MATCH (centre)<-[:GENERATED_FROM]-(user:Receipt)
    WITH user LIMIT 2000
    WHERE user.generation_completed_at IS NOT NULL
    RETURN user
  }
  RETURN collect(user) AS users
}
RETURN COLLECT {
  UNWIND users AS user
  MATCH (user)-[:USES|GENERATED_FROM]->(asset:Listed)
  WHERE asset <> centre
  WITH asset, count(DISTINCT user) AS together
  ORDER BY together DESC, asset.avg_rating DESC, asset.id
  LIMIT $limit
  RETURN {
    asset: {{asset._row}},
    together: together,
    share: toFloat(together) / size(users),
    avg_rating: asset.avg_rating
  } AS recommendation
  ORDER BY together DESC, asset.avg_rating DESC, asset.id
} AS items
