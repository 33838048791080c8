// invariant.pair_edges — pair notes without their edge, and edges without their note.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Note and Asset, every one: each has to find the other
// used by: depgraph doctor, the tests of races and crashes

CALL () {
  MATCH (note:Note)
  WHERE note.related_asset_id IS NOT NULL
    AND NOT EXISTS {
      MATCH (:Asset {id: note.asset_id})-[pair:COMPATIBLE_WITH]->(:Asset {id: note.related_asset_id})
      WHERE pair.note_id = note.id AND pair.severity = note.severity
    }
  RETURN 'a pair note has no edge' AS wrong, note.id AS about,
         coalesce(note.asset_id, 'none') + ' and ' + note.related_asset_id AS more
  UNION ALL
  MATCH (first:Asset)-[pair:COMPATIBLE_WITH]->(second:Asset)
  WHERE NOT EXISTS {
    MATCH (note:Note {id: pair.note_id})
    WHERE note.asset_id = first.id AND note.related_asset_id = second.id
  }
  RETURN 'a pair edge has no note' AS wrong, coalesce(pair.note_id, 'none') AS about,
         first.id + ' and ' + second.id AS more
}
RETURN wrong AS what, about AS subject_id, more AS detail
LIMIT 100
