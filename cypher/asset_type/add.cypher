// asset_type.add — a type; there already: the same again.
//
// access:  write
// params:  name, description, now
// returns: type, created
// rows:    one
// used by: POST /api/asset-types

MERGE (type:AssetType {name: $name})
ON CREATE SET type.id = $name, type.description = $description,
              type.created_at = $now, type.updated_at = $now, type._new = true
WITH type, type._new IS NOT NULL AS created
REMOVE type._new
FOREACH (_ IN CASE WHEN NOT created AND $description IS NOT NULL
                        AND $description <> coalesce(type.description, '') THEN [1] ELSE [] END |
  SET type.description = $description, type.updated_at = $now)
RETURN type { .id, .name, .description, .created_at, .updated_at } AS type, created
