// asset._search_ordered_asset_type — always true; it tells the planner that the index on (asset_type, id) holds every row.

asset.asset_type IS NOT NULL AND asset.id IS NOT NULL
