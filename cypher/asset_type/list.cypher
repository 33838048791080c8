// asset_type.list — the types of assets, by name.
//
// access:  read
// params:  offset, limit
// returns: total, items
// rows:    one
// scans:   AssetType, every one: the list itself; there are a dozen
// used by: GET /api/asset-types

RETURN COUNT { (:AssetType) } AS total,
  COLLECT {
    MATCH (type:AssetType)
    RETURN type { .id, .name, .description, .created_at, .updated_at } AS type_row
    ORDER BY type.name SKIP $offset LIMIT $limit
  } AS items
