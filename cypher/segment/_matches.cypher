// segment._matches — the segments that a list's filters leave, reached from the first of the parents named.

CALL () {
  WITH $parent_key AS parent_key WHERE parent_key <> ''
  MATCH (:Entity {key: parent_key})<-[:IN_SCENE|IN_SCENE_TYPE|IN_PROJECT*1..2]-(segment:Segment)
  WHERE all(other_key IN $other_parent_keys
            WHERE EXISTS { (segment)-[:IN_SCENE|IN_SCENE_TYPE|IN_PROJECT*1..2]->(:Entity {key: other_key}) })
  RETURN segment
  UNION ALL
  WITH $parent_key AS parent_key WHERE parent_key = ''
  MATCH (segment:Segment)
  RETURN segment
}
WITH segment
