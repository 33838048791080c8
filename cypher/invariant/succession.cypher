// invariant.succession — segments that stand in their own stead, or that two open jobs make.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Segment, every one that REPLACES another, and RegenerationJob: what two do for one cannot be a constraint
// used by: depgraph doctor, the tests of races and crashes

CALL () {
  MATCH (segment:Segment)-[:REPLACES]->()
  WITH DISTINCT segment
  // a new one is made for the old one, so a circle is an edit by hand, and short
  WHERE EXISTS { (segment)-[:REPLACES*1..3]->(segment) }
  RETURN segment AS wrong, 'a segment stands in its own stead' AS why
  UNION ALL
  MATCH (job:RegenerationJob)-[:MAKES]->(segment:Segment)
  WHERE job.key IS NOT NULL
  WITH segment, count(DISTINCT job) AS job_count
  WHERE job_count > 1
  RETURN segment AS wrong, 'a segment is made by two open jobs' AS why
}
RETURN why AS what, wrong.id AS subject_id, '' AS detail
LIMIT 100
