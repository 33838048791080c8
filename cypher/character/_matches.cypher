// character._matches — the characters that a list's filters leave, reached from the first of the parents named.

CALL () {
  WITH $parent_key AS parent_key WHERE parent_key <> ''
  MATCH (:Entity {key: parent_key})<-[:IN_PROJECT]-(character:Character)
  WHERE all(other_key IN $other_parent_keys
            WHERE EXISTS { (character)-[:IN_PROJECT]->(:Entity {key: other_key}) })
  RETURN character
  UNION ALL
  WITH $parent_key AS parent_key WHERE parent_key = ''
  MATCH (character:Character)
  RETURN character
}
WITH character
WHERE toLower(character.name) CONTAINS toLower($name)
