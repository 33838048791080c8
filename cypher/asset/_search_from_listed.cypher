// asset._search_from_listed — all but tombstones.

MATCH (asset:Listed)
