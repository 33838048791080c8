// asset._search — the composed search: one page of what matches, and how many match.
//
// found, listed and order are put in by queries/asset_search.py; the fragments are _search_*.

CALL () {
  {{found}}
  RETURN count(asset) AS total
}
RETURN total, COLLECT {
  {{listed}}
  WITH asset ORDER BY {{order}} SKIP $offset LIMIT $limit
  RETURN {{asset._row}} AS asset_row
  ORDER BY {{order}}
} AS items
