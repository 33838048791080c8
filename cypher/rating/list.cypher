// rating.list — the ratings of an asset, newest first, and how many of each there are.
//
// access:  read
// params:  asset_id, offset, limit
// returns: stars, items
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/ratings

MATCH (asset:Asset {id: $asset_id})
CALL (asset) {
  MATCH (asset)<-[:RATES]-(rating:Rating)
  WITH rating.rating AS star, count(*) AS star_count
  RETURN collect([star, star_count]) AS stars
}
RETURN stars,
  COLLECT {
    MATCH (asset)<-[:RATES]-(rating:Rating)
    RETURN {{rating._row}} AS rating_row
    ORDER BY rating.updated_at DESC, rating.reviewer_id
    SKIP $offset LIMIT $limit
  } AS items
