// asset._search_where_min_rating — at least this average.

asset.avg_rating >= $min_rating
