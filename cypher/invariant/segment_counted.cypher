// invariant.segment_counted — segments that are not counted where they are, or as made where they have no receipt.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Segment, every one: kept edges and the scene's project are compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (segment:Segment)
WITH segment,
     [(segment)-[:IN_SCENE]->(:Scene)-[:IN_PROJECT]->(project:Project) | project.id] AS places,
     [(segment)-[:COUNTED_IN]->(project:Project) | project.id] AS counted,
     [(segment)-[:MADE_IN]->(project:Project) | project.id] AS made,
     EXISTS { (segment)-[:LATEST]->() } AS has_receipt
WHERE counted <> places OR made <> CASE WHEN has_receipt THEN places ELSE [] END
RETURN 'a segment is not counted in its project, or as made without a receipt' AS what,
       segment.id AS subject_id,
       toString(size(counted)) + ' counted, ' + toString(size(made)) + ' made' AS detail
LIMIT 100
