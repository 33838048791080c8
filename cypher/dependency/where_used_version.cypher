// dependency.where_used_version — where is this used? The edges to one version, active or not: what is asked most.
//
// access:  read
// params:  asset_id, entity_type, key_prefix, offset, limit
// returns: asset_id, total, by_type, items
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/dependencies, depgraph where-used

MATCH (asset:Asset {id: $asset_id})
WITH asset, {{dependency._counts}} AS counts
RETURN asset.id AS asset_id,
  reduce(total = 0, counted IN counts |
    total + CASE WHEN $entity_type IN ['any', counted[0]] THEN counted[2] ELSE 0 END) AS total,
  [counted IN counts | [counted[0], counted[1]]] AS by_type,
  COLLECT {
    MATCH (entity)-[uses:USES]->()
    WHERE uses.asset_id = asset.id AND uses.entity_key STARTS WITH $key_prefix AND uses.role IS NOT NULL
    // asset_id first, although it is one: so the index gives the order, and reading ends with the page
    WITH asset, uses, entity
    ORDER BY uses.asset_id, uses.entity_key, uses.role SKIP $offset LIMIT $limit
    RETURN {{dependency._row}} AS dependency_row
    ORDER BY uses.asset_id, uses.entity_key, uses.role
  } AS items
