// entity.assets — the assets that one entity uses, one row for each role.
//
// access:  read
// params:  key, offset, limit
// returns: total, items
// rows:    maybe-one
// used by: GET /api/entities/{entity_type}/{entity_id}/assets

MATCH (entity:Entity {key: $key})
RETURN COUNT { (entity)-[:USES]->() } AS total,
  COLLECT {
    MATCH (entity)-[uses:USES]->(asset:Asset)
    RETURN {{entity._asset_row}} AS asset_row
    ORDER BY uses.role, asset.name, asset.version_number, uses.id
    SKIP $offset LIMIT $limit
  } AS items
