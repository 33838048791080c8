// asset._search_by_asset_type_descending — the order of a list; ends in the id, so it is total.

asset.asset_type DESC, asset.id DESC
