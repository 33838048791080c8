// asset._dependents — what depends on an asset, in numbers and the first 50.

{
  total: COUNT { (asset)<-[:USES]-() },
  by_type: COLLECT {
    MATCH (asset)<-[:USES]-(entity:Entity)
    WITH entity.kind AS kind, count(DISTINCT entity) AS entity_count
    RETURN [kind, entity_count] AS pair
    ORDER BY kind
  },
  items: COLLECT {
    MATCH (asset)<-[uses:USES]-(entity:Entity)
    WITH asset, uses, entity ORDER BY entity.kind, entity.id, uses.role, uses.id LIMIT 50
    RETURN {{dependency._row}} AS dependency_row
    ORDER BY entity.kind, entity.id, uses.role, uses.id
  }
}
