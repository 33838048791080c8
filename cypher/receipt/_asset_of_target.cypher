// receipt._asset_of_target — which asset a recorded content means: the current version, else the newest that has it.

head(COLLECT {
  MATCH (target)<-[:HAS_CONTENT]-(holder:Asset)
  RETURN holder
  ORDER BY holder.current_of IS NULL, holder.status = 'removed', holder.created_at DESC, holder.id
  LIMIT 1
})
