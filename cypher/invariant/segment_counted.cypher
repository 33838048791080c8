// invariant.segment_counted — segments that are not counted where they are, are although another has taken their place or their receipt is still to come, or count as made without one.
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
     EXISTS { (segment)-[:LATEST]->() } AS has_receipt,
     {{segment._is_uncounted}} AS is_uncounted
WHERE (segment:Uncounted) <> is_uncounted
   OR counted <> CASE WHEN is_uncounted THEN [] ELSE places END
   OR made <> CASE WHEN is_uncounted OR NOT has_receipt THEN [] ELSE places END
RETURN 'a segment is not counted in its project, counted although it must not be, or as made without a receipt' AS what,
       segment.id AS subject_id,
       toString(size(counted)) + ' counted, ' + toString(size(made)) + ' made' AS detail
LIMIT 100
