// work.open — the image or workflow of a kind and id, made when new.
//
// access:  write
// params:  key, kind, id, name, now
// returns: key
// rows:    one
// used by: POST /api/{source-images,derived-images,workflows}

MERGE (work:Work {key: $key})
ON CREATE SET work.kind = $kind, work.id = $id, work.name = $name, work.next_number = 1, work.created_at = $now
RETURN work.key AS key
