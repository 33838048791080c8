// invariant.work_numbers — versions of an image or workflow that bear one number, or one that is yet to be given.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Work, every one: holds even where a constraint was dropped
// used by: depgraph doctor, the tests of races and crashes

MATCH (work:Work)<-[:VERSION_OF]-(version:Version)
WITH work, count(version) AS version_count, count(DISTINCT version.version_number) AS number_count,
     max(version.version_number) AS highest
WHERE number_count <> version_count OR highest >= work.next_number
RETURN 'versions of one image or workflow have the same number, or one that is yet to be given' AS what,
       work.key AS subject_id,
       toString(version_count) + ' versions, ' + toString(number_count) + ' numbers up to ' + toString(highest)
         + ', next ' + toString(work.next_number) AS detail
LIMIT 100
