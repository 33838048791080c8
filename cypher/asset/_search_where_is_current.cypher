// asset._search_where_is_current — current versions, or all others.

(asset.current_of IS NOT NULL) = $is_current
