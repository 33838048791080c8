// feature.put — set a switch; what it was already leaves its time as it is.
//
// access:  write
// params:  name, enabled, now
// returns: name, enabled, updated_at
// rows:    one
// used by: PUT /api/features/{name}

MERGE (feature:Feature {name: $name})
SET feature._lock = true
REMOVE feature._lock
WITH feature, coalesce(feature.enabled = $enabled, false) AS same
SET feature.updated_at = CASE WHEN same THEN feature.updated_at ELSE $now END,
    feature.enabled = $enabled
RETURN feature.name AS name, feature.enabled AS enabled, feature.updated_at AS updated_at
