// invariant.line_current — lines whose versions have none, or more than one, that is current.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Line, every one: that there is a current one cannot be a constraint
// used by: depgraph doctor, the tests of races and crashes

MATCH (line:Line)
WITH line, COUNT { (line)<-[:VERSION_OF]-(:Listed) } AS listed_count,
     COUNT { (line)<-[:VERSION_OF]-(version:Asset) WHERE version.current_of IS NOT NULL } AS current_count,
     EXISTS { (line)<-[:VERSION_OF]-(gone:Asset) WHERE gone.status = 'removed' AND gone.current_of IS NOT NULL }
       AS gone_is_current
WHERE current_count <> CASE listed_count WHEN 0 THEN 0 ELSE 1 END OR gone_is_current
RETURN 'a line has not exactly one current version' AS what,
       line.name AS subject_id,
       toString(current_count) + ' current of ' + toString(listed_count) + ' versions'
         + CASE WHEN gone_is_current THEN ', a tombstone among them' ELSE '' END AS detail
LIMIT 100
