// asset._search_by_avg_rating — the order of a list; ends in the id, so it is total.

asset.avg_rating, asset.id
