// asset._search_where_placeholder — placeholders, or all others.

asset.placeholder = $placeholder
