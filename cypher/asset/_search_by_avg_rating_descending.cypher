// asset._search_by_avg_rating_descending — the order of a list; ends in the id, so it is total.

asset.avg_rating DESC, asset.id DESC
