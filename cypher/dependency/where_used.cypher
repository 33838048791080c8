// dependency.where_used — where is this used? The edges to one version, or to every version of its line.
//
// access:  read
// params:  asset_id, versions, entity_type, activity, offset, limit
// returns: asset_id, total, by_type, items
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/dependencies, depgraph where-used

{{dependency._versions}}
WITH named, versions,
  COLLECT {
    UNWIND versions AS asset
    MATCH (asset)<-[uses:USES]-(entity)
    WHERE {{dependency._active_filter}}
    WITH entity.kind AS kind, count(DISTINCT entity) AS entity_count, count(uses) AS row_count
    RETURN [kind, entity_count, row_count] AS counted
    ORDER BY kind
  } AS counts
RETURN named.id AS asset_id,
  reduce(total = 0, counted IN counts |
    total + CASE WHEN $entity_type IN ['any', counted[0]] THEN counted[2] ELSE 0 END) AS total,
  [counted IN counts | [counted[0], counted[1]]] AS by_type,
  COLLECT {
    UNWIND versions AS asset
    WITH asset, asset.id AS used_id
    MATCH (asset)<-[uses:USES]-(entity)
    WHERE ($entity_type = 'any' OR entity.kind = $entity_type) AND ({{dependency._active_filter}})
    // narrow rows are sorted, by kind:id and what is unique within it; only the page is read whole
    WITH asset, uses, entity, used_id
    ORDER BY entity.key, uses.role, used_id SKIP $offset LIMIT $limit
    RETURN {{dependency._row}} AS dependency_row
    ORDER BY entity.key, uses.role, used_id
  } AS items
