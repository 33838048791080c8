// asset_type.statuses — the statuses that an asset can have, by name.
//
// access:  read
// params:  offset, limit
// returns: total, items
// rows:    one
// scans:   AssetStatus, every one: there are three
// used by: GET /api/asset-statuses

RETURN COUNT { (:AssetStatus) } AS total,
  COLLECT {
    MATCH (status:AssetStatus)
    RETURN status { .id, .name, .description, .created_at, .updated_at } AS status_row
    ORDER BY status.name SKIP $offset LIMIT $limit
  } AS items
