// invariant.rating_shape — ratings outside one to five, without their asset, or twice by one reviewer.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Rating, every one: Neo4j Community has no constraint on a value
// used by: depgraph doctor, the tests of races and crashes

CALL () {
  MATCH (rating:Rating)
  WITH rating, [(rating)-[:RATES]->(asset:Asset) | asset.id] AS rated
  WHERE NOT coalesce(rating.rating IS :: INTEGER NOT NULL AND 1 <= rating.rating <= 5, false)
     OR NOT rating.reviewer_id IS :: STRING NOT NULL
     OR NOT rating.created_at IS :: STRING NOT NULL
     OR NOT rating.updated_at IS :: STRING NOT NULL
     OR NOT rating.review_text IS :: STRING
     OR coalesce(rated <> [rating.asset_id], true)
  RETURN 'a rating is outside 1 to 5, lacks something or is of another asset' AS wrong,
         coalesce(rating.asset_id, elementId(rating)) AS about,
         'by ' + coalesce(rating.reviewer_id, 'none') AS more
  UNION ALL
  MATCH (rating:Rating)
  WITH rating.asset_id AS about, rating.reviewer_id AS reviewer, count(*) AS found_count
  WHERE found_count > 1
  RETURN 'a reviewer rated one asset twice' AS wrong, about, 'by ' + reviewer AS more
}
RETURN wrong AS what, about AS subject_id, more AS detail
LIMIT 100
