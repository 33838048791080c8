// work.versions — the versions of an image or workflow, newest first.
//
// access:  read
// params:  key, offset, limit
// returns: total, items
// rows:    maybe-one
// used by: GET /api/{source-images,derived-images,workflows}/{id}/versions

MATCH (work:Work {key: $key})
RETURN COUNT { (work)<-[:VERSION_OF]-() } AS total,
  COLLECT {
    MATCH (work)<-[:VERSION_OF]-(version:Version)
    WITH work, version ORDER BY version.version_number DESC SKIP $offset LIMIT $limit
    RETURN {{work._row}} AS version_row
    ORDER BY version.version_number DESC
  } AS items
