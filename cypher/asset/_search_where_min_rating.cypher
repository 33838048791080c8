// asset._search_where_min_rating — at least this average; the id, which is always there, lets the index count.

asset.avg_rating >= $min_rating AND asset.id IS NOT NULL
