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
    CALL (centre) {
      CALL (centre) {
        RETURN centre AS source
        UNION ALL
        // bytes that receipts had before anybody registered them
        MATCH (centre)-[:HAS_CONTENT|HAD_CONTENT]->(content:Content)
        WITH centre, content WHERE {{receipt._asset_of_content}} = centre
        RETURN content AS source
      }
      MATCH (source)<-[:GENERATED_FROM]-(receipt:Receipt)
      // so many are looked at, in the order of the store: a base model is in every receipt
      RETURN receipt LIMIT 20000
    }
    WITH receipt AS user
    WHERE user.generation_completed_at IS NOT NULL AND coalesce(user.succeeded, true)
    // and so many count: shares settle far earlier
    RETURN user LIMIT 2000
  }
  RETURN collect(user) AS users
}
CALL (centre, users) {
  UNWIND users AS user
  MATCH (user)-[:USES|GENERATED_FROM]->(source)
  WITH centre, source AS content, collect(DISTINCT user) AS its_users
  WITH centre, CASE WHEN content:Content THEN {{receipt._asset_of_content}} ELSE content END AS asset, its_users
  WHERE asset:Listed AND asset <> centre
  UNWIND its_users AS user
  WITH asset, count(DISTINCT user) AS together
  ORDER BY together DESC, asset.avg_rating DESC, asset.id
  LIMIT $limit
  RETURN collect({asset: asset, together: together}) AS partners
}
RETURN COLLECT {
  UNWIND partners AS partner
  WITH partner.asset AS asset, partner.together AS together
  RETURN {
    asset: {{asset._row}},
    together: together,
    share: toFloat(together) / size(users),
    avg_rating: asset.avg_rating
  } AS recommendation
  ORDER BY together DESC, asset.avg_rating DESC, asset.id
} AS items
