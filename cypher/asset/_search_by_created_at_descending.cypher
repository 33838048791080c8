// asset._search_by_created_at_descending — the order of a list; ends in the id, so it is total.

asset.created_at DESC, asset.id DESC
