// asset._search_where_name — a part of the name, in any case.

asset.search_name CONTAINS $name
