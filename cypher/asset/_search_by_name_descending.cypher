// asset._search_by_name_descending — the order of a list; ends in the id, so it is total.

asset.name DESC, asset.id DESC
