// dependency.register — the edges of a saved, locked entity become those it names; those added by hand stay.
//
// access:  write
// params:  entity_key, wanted_rows, now
// returns: changed
// rows:    maybe-one
// used by: PUT /api/scene-types/{id}, PUT /api/templates/{id}, PUT /api/jobs/{id}

MATCH (entity:Entity {key: $entity_key})
CALL (entity) {
  MATCH (entity)-[uses:USES {source: 'saved'}]->(asset:Asset)
  WHERE NOT [asset.id, uses.role] IN [wanted IN $wanted_rows | [wanted.asset_id, wanted.role]]
  DELETE uses
  // a count waits for every row: an asset in two roles is looked at when both have gone
  WITH asset, count(*) AS edge_count
  {{dependency._recount}}
  RETURN sum(edge_count) AS removed_count
}
CALL (entity) {
  UNWIND $wanted_rows AS wanted
  MATCH (asset:Asset {id: wanted.asset_id})
  MERGE (entity)-[uses:USES {role: wanted.role}]->(asset)
  ON CREATE SET uses.id = wanted.new_id, uses.created_at = $now, uses.source = 'saved',
    {{dependency._ends}}
  WITH asset, uses, wanted, uses.id = wanted.new_id AS added,
       coalesce(uses.weight <> wanted.weight, uses.weight IS NOT NULL OR wanted.weight IS NOT NULL) AS reweighted
  SET uses.weight = wanted.weight
  WITH asset, max(CASE WHEN added THEN 1 ELSE 0 END) AS added,
       max(CASE WHEN added OR reweighted THEN 1 ELSE 0 END) AS changed
  CALL (asset, added) {
    WITH * WHERE added = 1
    {{dependency._recount}}
  }
  RETURN sum(changed) AS changed_count
}
WITH entity, removed_count + changed_count > 0 AS changed
SET entity.updated_at = CASE WHEN changed THEN $now ELSE entity.updated_at END
RETURN changed
