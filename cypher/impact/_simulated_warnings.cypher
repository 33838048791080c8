// impact._simulated_warnings — the notes on pairs that the change would bring: what would be current beside the other assets of whatever uses its line.

CALL (touched, names, removed) {
  UNWIND touched AS one
  WITH one, one.after AS new
  MATCH (new)-[pair:COMPATIBLE_WITH]-(other:Listed)
  WHERE pair.severity <> 'info' AND NOT other IN removed
  WITH one, one.line AS line, new, pair, other
  CALL (touched, names, removed, other) {
    // where the other stays as it is, or would come for any version of its own line
    WITH other WHERE NOT other.name IN names
    RETURN other AS place
    UNION
    UNWIND [each IN touched WHERE each.after = other] AS each
    WITH each, each.line AS its_line
    MATCH (its_line)<-[:VERSION_OF]-(place:Asset)
    WHERE each.moves OR place IN removed OR place = other
    RETURN place
  }
  MATCH (line)<-[:VERSION_OF]-(old:Asset)<-[:USES]-(user:Entity)-[:USES]->(place)
  WHERE (one.moves OR old IN removed OR old = new) AND old <> place AND user.kind <> 'job'
    AND NOT (EXISTS { (user)-[:USES]->(new) } AND EXISTS { (user)-[:USES]->(other) })
  WITH DISTINCT pair, user
  WITH pair, user ORDER BY user.key
  WITH pair, collect(user) AS bearers
  MATCH (note:Note {id: pair.note_id})
  WITH note, pair, bearers ORDER BY note.severity_rank, note.created_at DESC, note.id DESC
  RETURN collect({note: note, pair: pair, users: bearers}) AS warned
}
