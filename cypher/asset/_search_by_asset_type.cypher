// asset._search_by_asset_type — the order of a list; ends in the id, so it is total.

asset.asset_type, asset.id
