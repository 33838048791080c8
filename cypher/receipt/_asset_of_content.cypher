// receipt._asset_of_content — which asset a recorded hash means: the current version, else the newest that has it.

head(COLLECT {
  MATCH (content)<-[:HAS_CONTENT]-(holder:Asset)
  RETURN holder
  ORDER BY holder.current_of IS NULL, holder.status = 'removed', holder.created_at DESC, holder.id
  LIMIT 1
})
