// asset.get — one asset with its first notes, its ratings and what depends on it.
//
// access:  read
// params:  asset_id
// returns: asset, notes, ratings, dependencies
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}

MATCH (asset:Asset {id: $asset_id})
{{asset._dependents_by_type}}
RETURN {{asset._row}} AS asset,
  COLLECT {
    MATCH (asset)<-[:ABOUT]-(note:Note)
    RETURN {{note._row}} AS note_row
    ORDER BY note.severity_rank, note.created_at DESC, note.id DESC
    LIMIT 50
  } AS notes,
  {
    average: asset.avg_rating,
    count: asset.rating_count,
    items: COLLECT {
      MATCH (asset)<-[:RATES]-(rating:Rating)
      RETURN {{rating._row}} AS rating_row
      ORDER BY rating.updated_at DESC, rating.reviewer_id
      LIMIT 10
    }
  } AS ratings,
  {{asset._dependents}} AS dependencies
