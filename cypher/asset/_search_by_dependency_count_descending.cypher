// asset._search_by_dependency_count_descending — the order of a list; ends in the id, so it is total.

asset.dependency_count DESC, asset.id DESC
