// invariant.segment_usage — segments whose usages are not what their receipts say.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Segment, every one: kept edges and receipts are compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (found:Segment)
CALL (found) {
  WITH [found] AS segments
  {{usage._of_segments}}
  // what is used now has a usage in the project, what was used before the input itself
  WITH CASE WHEN first.now THEN coalesce(project.id, '') + '|' + input_key ELSE input_key END AS due_key, first
  ORDER BY due_key
  RETURN collect([due_key, first.now, first.edge.number, first.edge.at, first.edge.source_id,
                  first.edge.receipt_id, first.edge.place, first.edge.role, first.edge.weight]) AS due
}
CALL (found) {
  MATCH (found)-[used:USES_NOW|USED_BEFORE]->(place)
  WITH used, place ORDER BY place.key
  RETURN collect([place.key, place:Usage, used.number, used.at, used.source_id,
                  used.receipt_id, used.place, used.role, used.weight]) AS kept
}
WITH found, due, kept
// lists that hold a null are never equal
WHERE size(due) <> size(kept)
   OR any(at IN range(0, size(due) - 1) WHERE any(part IN range(0, 8)
          WHERE NOT coalesce(due[at][part] = kept[at][part], due[at][part] IS NULL AND kept[at][part] IS NULL)))
RETURN 'the usages of a segment are not what its receipts say' AS what,
       found.id AS subject_id,
       toString(size(kept)) + ' kept, ' + toString(size(due)) + ' due' AS detail
LIMIT 100
