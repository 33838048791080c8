// asset._search_ordered_name — always true; it tells the planner that the index on (name, id) holds every row.

asset.name IS NOT NULL AND asset.id IS NOT NULL
