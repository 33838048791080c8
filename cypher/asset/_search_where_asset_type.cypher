// asset._search_where_asset_type — one type; the id, which is always there, lets the index count.

asset.asset_type = $asset_type AND asset.id IS NOT NULL
