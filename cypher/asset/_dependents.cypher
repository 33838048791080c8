// asset._dependents — what depends on an asset, in numbers and the first 50; after asset._dependents_by_type.

{
  total: COUNT { (asset)<-[:USES]-() },
  by_type: dependents_by_type,
  items: COLLECT {
    MATCH (entity)-[uses:USES]->()
    WHERE uses.asset_id = asset.id AND uses.entity_key IS NOT NULL AND uses.role IS NOT NULL
    // asset_id first, although it is one: so the index gives the order, and reading ends with the page
    WITH asset, uses, entity ORDER BY uses.asset_id, uses.entity_key, uses.role LIMIT 50
    RETURN {{dependency._row}} AS dependency_row
    ORDER BY uses.asset_id, uses.entity_key, uses.role
  }
}
