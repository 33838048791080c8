// invariant.version_numbers — versions of a line that bear one number, or one version text.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Line, every one: holds even where a constraint was dropped
// used by: depgraph doctor, the tests of races and crashes

MATCH (line:Line)
CALL (line) {
  MATCH (line)<-[:VERSION_OF]-(version:Asset)
  RETURN count(version) AS version_count, count(DISTINCT version.version_number) AS number_count,
         count(DISTINCT version.version) AS text_count
}
WITH line, version_count, number_count, text_count
WHERE number_count <> version_count OR text_count <> version_count
RETURN 'versions of one line have the same number or the same version' AS what,
       line.name AS subject_id,
       toString(version_count) + ' versions, ' + toString(number_count) + ' numbers, '
         + toString(text_count) + ' version texts' AS detail
LIMIT 100
