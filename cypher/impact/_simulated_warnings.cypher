// impact._simulated_warnings — the notes on pairs that the change would bring: what would be current beside the other assets of whatever uses its line.

CALL (touched, names, removed) {
  UNWIND touched AS place
  WITH place, place.after AS new
  MATCH (new)-[pair:COMPATIBLE_WITH]-(other:Listed)
  WHERE pair.severity <> 'info' AND NOT other IN removed
  CALL (touched, names, removed, other) {
    // where the other stays as it is, or would come for a version of its own line
    WITH other WHERE NOT other.name IN names
    RETURN other AS beside
    UNION
    UNWIND [one IN touched WHERE one.after = other] AS one
    WITH one, one.line AS line
    MATCH (line)<-[:VERSION_OF]-(beside:Asset)
    WHERE one.moves OR beside IN removed OR beside = other
    RETURN beside
  }
  WITH pair, collect({place: place, new: new, other: other, beside: beside}) AS ways
  CALL (ways, removed) {
    {{impact._simulated_bearers}}
    RETURN count(DISTINCT user) AS user_total
  }
  WITH pair, ways, user_total WHERE user_total > 0
  MATCH (note:Note {id: pair.note_id})
  WITH pair, ways, user_total, note ORDER BY note.severity_rank, note.created_at DESC, note.id DESC
  RETURN count(*) AS warning_total, collect({pair: pair, ways: ways, user_total: user_total, note: note})[..50] AS warned
}
CALL (warned, removed) {
  UNWIND warned AS row
  WITH row, row.note AS note, row.pair AS pair, row.ways AS ways
  CALL (ways, removed) {
    {{impact._simulated_bearers}}
    WITH DISTINCT user, user.key AS key ORDER BY key LIMIT 50
    RETURN collect(user {.kind, .id, .name}) AS bearers
  }
  RETURN collect({
    note: {{note._row}},
    asset_name: startNode(pair).name, related_asset_name: endNode(pair).name, match: 'exact',
    users: bearers, user_total: row.user_total
  }) AS warning_items
}
