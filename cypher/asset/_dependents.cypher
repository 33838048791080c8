// asset._dependents — what depends on an asset, in numbers and the first 50; after asset._dependents_by_type.

{
  total: COUNT { (asset)<-[:USES]-() },
  by_type: dependents_by_type,
  items: COLLECT {
    MATCH (asset)<-[uses:USES]-(entity:Entity)
    WITH asset, uses, entity ORDER BY entity.kind, entity.id, uses.role, uses.id LIMIT 50
    RETURN {{dependency._row}} AS dependency_row
    ORDER BY entity.kind, entity.id, uses.role, uses.id
  }
}
