// asset._search_where_asset_type — one type.

asset.asset_type = $asset_type
