// asset._search_ordered_avg_rating — always true; it tells the planner that the index on (avg_rating, id) holds every row.

asset.avg_rating IS NOT NULL AND asset.id IS NOT NULL
