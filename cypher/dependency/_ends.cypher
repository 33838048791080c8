// dependency._ends — what stands at both ends, kept on the edge too: an index on it reads one asset's users in their order.

uses.asset_id = asset.id, uses.entity_key = entity.key
