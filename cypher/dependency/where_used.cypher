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
    MATCH (asset)<-[uses:USES]-(entity)
    WHERE $entity_type IN ['any', entity.kind] AND ({{dependency._active_filter}})
    WITH asset, uses, entity
    ORDER BY entity.kind, entity.id, uses.role, uses.id SKIP $offset LIMIT $limit
    RETURN {{dependency._row}} AS dependency_row
    ORDER BY entity.kind, entity.id, uses.role, uses.id
  } AS items
