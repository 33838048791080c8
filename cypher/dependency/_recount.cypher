// dependency._recount — after an edge to this locked asset came or went: count anew, and void its deletion token.

SET asset.dependency_count = COUNT { (asset)<-[:USES]-() },
    asset.uses_revision = asset.uses_revision + 1
