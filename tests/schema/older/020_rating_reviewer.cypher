// schema.020_rating_reviewer — one rating for each reviewer and asset.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT rating_reviewer IF NOT EXISTS
FOR (rating:Rating)
REQUIRE (rating.asset_id, rating.reviewer_id) IS UNIQUE
