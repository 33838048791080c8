// dependency._counts — how many entities of each kind use `asset`, and by how many edges; the index alone answers this.

COLLECT {
  UNWIND ['job', 'scene', 'scene_type', 'template'] AS kind
  MATCH ()-[uses:USES]->()
  WHERE uses.asset_id = asset.id AND uses.entity_key STARTS WITH kind + ':' AND uses.role IS NOT NULL
  WITH kind, count(DISTINCT uses.entity_key) AS entity_count, count(*) AS row_count
  RETURN [kind, entity_count, row_count] AS counted
  ORDER BY kind
}
