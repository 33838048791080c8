// receipt._asset_of_content — which asset a recorded hash means: the current version that has it, else the newest; else one that had it.

head(COLLECT {
  MATCH (content)<-[held_by:HAS_CONTENT|HAD_CONTENT]-(holder:Asset)
  RETURN holder
  ORDER BY type(held_by) = 'HAD_CONTENT', holder.current_of IS NULL, holder.status = 'removed', holder.created_at DESC, holder.id
  LIMIT 1
})
