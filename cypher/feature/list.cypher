// feature.list — the switches of these names that someone has set.
//
// access:  read
// params:  names
// returns: name, enabled, updated_at
// rows:    many
// used by: GET /api/features

UNWIND $names AS wanted
MATCH (feature:Feature {name: wanted})
RETURN feature.name AS name, feature.enabled AS enabled, feature.updated_at AS updated_at
ORDER BY name
