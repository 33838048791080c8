// invariant.uses_shape — dependencies with a missing word, doubled, or of an asset that was removed.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Asset and Entity, every one: what an edge bears, and where it leads, cannot be a constraint
// used by: depgraph doctor, the tests of races and crashes

CALL () {
  MATCH (entity:Entity)-[uses:USES]->(asset:Asset)
  WHERE NOT uses.id IS :: STRING NOT NULL
     OR NOT uses.role IS :: STRING NOT NULL
     OR NOT uses.created_at IS :: STRING NOT NULL
     OR NOT uses.source IS :: STRING NOT NULL
     OR NOT uses.weight IS :: FLOAT
  RETURN 'a dependency has a missing or wrong property' AS wrong, entity.key AS about, asset.id AS more
  UNION ALL
  MATCH (entity:Entity)-[uses:USES]->(asset:Asset)
  WHERE uses.asset_id IS NULL OR uses.asset_id <> asset.id
     OR uses.entity_key IS NULL OR uses.entity_key <> entity.key
  RETURN 'a dependency does not name its own ends' AS wrong, entity.key AS about, asset.id AS more
  UNION ALL
  MATCH (entity:Entity)-[uses:USES]->(asset:Asset)
  WITH entity, asset, uses.role AS role, count(*) AS edge_count
  WHERE edge_count > 1
  RETURN 'one dependency is there twice' AS wrong, entity.key AS about, asset.id + ' as ' + role AS more
  UNION ALL
  MATCH (entity:Entity)-[:USES]->(asset:Asset)
  WHERE asset.status = 'removed'
  RETURN 'an entity uses an asset that was removed' AS wrong, entity.key AS about, asset.id AS more
}
RETURN wrong AS what, about AS subject_id, more AS detail
LIMIT 100
