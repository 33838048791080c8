// asset._search_where_status — one status.

asset.status = $status
