// asset._search_by_name — the order of a list; ends in the id, so it is total.

asset.name, asset.id
