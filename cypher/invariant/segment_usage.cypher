// invariant.segment_usage — segments that use or were made from other inputs than their receipts say.
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
  WITH project, input_key, first
  ORDER BY input_key
  RETURN collect(CASE WHEN first.now THEN coalesce(project.id, '') + '|' + input_key END) AS due_usages,
         collect(CASE WHEN first.edge IS NOT NULL THEN [
           input_key, first.edge.number, first.edge.at, first.edge.source_id, first.edge.receipt_id, first.edge.place,
           first.edge.role, first.edge.weight
         ] END) AS due_inputs
}
CALL (found) {
  MATCH (found)-[:USES_NOW]->(usage)
  WITH usage ORDER BY usage.input_key
  RETURN collect(usage.key) AS kept_usages
}
CALL (found) {
  MATCH (found)-[used:MADE_FROM]->(input)
  WITH used, input ORDER BY input.key
  RETURN collect([
    input.key, used.number, used.at, used.source_id, used.receipt_id, used.place, used.role, used.weight
  ]) AS kept_inputs
}
WITH found, due_usages, kept_usages, due_inputs, kept_inputs
// lists that hold a null are never equal
WHERE kept_usages <> due_usages OR EXISTS { (found)-[:USED_BEFORE]->() } OR size(kept_inputs) <> size(due_inputs)
   OR any(at IN range(0, size(due_inputs) - 1) WHERE any(part IN range(0, 7) WHERE NOT coalesce(
        due_inputs[at][part] = kept_inputs[at][part],
        due_inputs[at][part] IS NULL AND kept_inputs[at][part] IS NULL)))
RETURN 'what a segment was made from is not what its receipts say' AS what,
       found.id AS subject_id,
       toString(size(kept_usages) + size(kept_inputs)) + ' edges, '
         + toString(size(due_usages) + size(due_inputs)) + ' due' AS detail
LIMIT 100
