// segment._is_uncounted — whether `segment` counts nowhere: it is superseded, or is to replace another and has no receipt yet.

{{segment._is_superseded}}
OR EXISTS { (segment)-[:REPLACES]->() } AND NOT EXISTS { (segment)-[:LATEST]->() }
