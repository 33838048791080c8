// rating.put — a reviewer's one rating of an asset, whose sum, count and average follow under the asset's lock.
//
// access:  write
// params:  asset_id, reviewer_id, rating, review_text, now
// returns: rating, created
// rows:    maybe-one
// used by: PUT /api/assets/{asset_id}/rating

MATCH (asset:Asset {id: $asset_id})
SET asset._lock = true
REMOVE asset._lock
WITH asset
MERGE (rating:Rating {asset_id: $asset_id, reviewer_id: $reviewer_id})
ON CREATE SET rating.created_at = $now
MERGE (rating)-[:RATES]->(asset)
WITH asset, rating, rating.rating AS former,
     rating.rating = $rating AND coalesce(rating.review_text, '') = coalesce($review_text, '') AS same
SET rating.rating = $rating,
    rating.review_text = $review_text,
    rating.updated_at = CASE WHEN same THEN rating.updated_at ELSE $now END,
    asset.rating_sum = asset.rating_sum - coalesce(former, 0) + $rating,
    asset.rating_count = asset.rating_count + CASE WHEN former IS NULL THEN 1 ELSE 0 END
WITH asset, rating, former
SET asset.avg_rating = toFloat(asset.rating_sum) / asset.rating_count
RETURN {{rating._row}} AS rating, former IS NULL AS created
