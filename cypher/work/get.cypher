// work.get — the current version of an image or workflow.
//
// access:  read
// params:  key
// returns: version
// rows:    maybe-one
// used by: GET /api/{source-images,derived-images,workflows}/{id}, every write of a version

MATCH (work:Work {key: $key})
MATCH (version:Version {current_of: work.key})
RETURN {{work._row}} AS version
