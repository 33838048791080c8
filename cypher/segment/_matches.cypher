// segment._matches — the segments below the first of the parents named, as far as the others leave them.

MATCH (:Entity {key: $parent_key})<-[:IN_SCENE|IN_SCENE_TYPE|IN_PROJECT*1..2]-(segment:Segment)
WHERE all(other_key IN $other_parent_keys
          WHERE EXISTS { (segment)-[:IN_SCENE|IN_SCENE_TYPE|IN_PROJECT*1..2]->(:Entity {key: other_key}) })
