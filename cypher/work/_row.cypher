// work._row — the one shape of a version of an image or workflow, as a map named after contract section 6.

version {
  id: work.id, version_id: version.id, .version_number, .name, .content_hash, .file_path,
  project_id: work.project_id,
  previous_version_id: head([(version)-[:PREVIOUS]->(previous:Version) | previous.id]),
  derived_from: COLLECT {
    MATCH (version)-[:DERIVED_FROM]->(origin:Version)
    RETURN origin.id AS origin_id ORDER BY origin_id
  },
  is_current: version.current_of IS NOT NULL,
  .created_at,
  // one edge for each segment, so their number is read as a degree
  usage_count: reduce(total = 0, used IN [
    (version)<-[:RECORDS]-(input:Input) | COUNT { (input)<-[:MADE_FROM]-() }
  ] | total + used)
}
