// asset._search_ordered_created_at — always true; it tells the planner that the index on (created_at, id) holds every row.

asset.created_at IS NOT NULL AND asset.id IS NOT NULL
