// invariant.work_current — images and workflows without exactly one current version, or not named as it is.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Work, every one: that there is a current one cannot be a constraint
// used by: depgraph doctor, the tests of races and crashes

MATCH (work:Work)
WITH work, [(work)<-[:VERSION_OF]-(version:Version) WHERE version.current_of IS NOT NULL | version] AS current
WHERE size(current) <> 1 OR current[0].name <> work.name
RETURN 'an image or workflow has not exactly one current version, by which it is named' AS what,
       work.key AS subject_id, toString(size(current)) + ' current' AS detail
LIMIT 100
