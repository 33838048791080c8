// asset._search_from_any — tombstones too.

MATCH (asset:Asset)
