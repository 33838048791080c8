// invariant.rating_sums — assets whose kept ratings are not the sum, number and average of their ratings.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Asset, every one: the kept numbers and the ratings are compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (asset:Asset)
CALL (asset) {
  OPTIONAL MATCH (asset)<-[:RATES]-(rating:Rating)
  RETURN coalesce(sum(rating.rating), 0) AS star_sum, count(rating) AS found_count
}
WITH asset, star_sum, found_count,
     CASE found_count WHEN 0 THEN 0.0 ELSE toFloat(star_sum) / found_count END AS average
WHERE asset.rating_sum <> star_sum OR asset.rating_count <> found_count
   OR abs(asset.avg_rating - average) > 0.000001
RETURN 'the kept ratings are not those given' AS what,
       asset.id AS subject_id,
       toString(asset.rating_sum) + ' stars of ' + toString(asset.rating_count) + ' kept, '
         + toString(star_sum) + ' of ' + toString(found_count) + ' given' AS detail
LIMIT 100
