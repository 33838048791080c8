// asset._search_ordered_dependency_count — always true; it tells the planner that the index on (dependency_count, id) holds every row.

asset.dependency_count IS NOT NULL AND asset.id IS NOT NULL
