// asset._dependents_by_type — how many of each kind depend on an asset.

// in a WITH of its own: beside other columns, 5.26 takes the count for one over the outer rows
WITH asset,
  COLLECT {
    MATCH (asset)<-[:USES]-(entity:Entity)
    WITH entity.kind AS kind, count(DISTINCT entity) AS entity_count
    RETURN [kind, entity_count] AS pair
    ORDER BY kind
  } AS dependents_by_type
