// entity._assets — every asset that this entity uses, one row for each role.

COLLECT {
  MATCH (entity)-[uses:USES]->(asset:Asset)
  RETURN {{entity._asset_row}} AS asset_row
  ORDER BY uses.role, asset.name, asset.version_number, uses.id
}
