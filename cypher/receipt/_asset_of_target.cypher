// receipt._asset_of_target — the asset that a recorded content means, as for a new receipt.

head(COLLECT {
  MATCH (target)<-[:HAS_CONTENT]-(holder:Asset)
  RETURN holder
  ORDER BY holder.current_of IS NULL, holder.status = 'removed', holder.created_at DESC, holder.id
  LIMIT 1
})
