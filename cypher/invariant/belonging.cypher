// invariant.belonging — former texts and dismissals that belong to nothing.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   NoteText and Dismissal, every one: what an edge lacks cannot be a constraint
// used by: depgraph doctor, the tests of races and crashes

CALL () {
  MATCH (former:NoteText)
  WHERE COUNT { (former)-[:FORMER_TEXT_OF]->(:Note) } <> 1
  RETURN 'a former text is not of one note' AS wrong, elementId(former) AS about
  UNION ALL
  MATCH (dismissal:Dismissal)
  WHERE COUNT { (dismissal)-[:DISMISSES]->(:Asset) } <> 1
  RETURN 'a dismissal is not of one asset' AS wrong, elementId(dismissal) AS about
}
RETURN wrong AS what, about AS subject_id, '' AS detail
LIMIT 100
