// impact._stale_segment_count — segments whose latest receipt was made from this version, as `stale_segment_count`; by degrees, where a project has one usage of it.

CALL (asset) {
  {{input._of_asset}}
  WITH collect(DISTINCT input) AS asset_inputs
  CALL (asset_inputs) {
    // of one input a segment has one usage
    WITH asset_inputs WHERE size(asset_inputs) = 1
    UNWIND asset_inputs AS input
    MATCH (input)<-[:OF_INPUT]-(usage)
    RETURN sum(COUNT { (usage)<-[:USES_NOW]-() }) AS part
    UNION ALL
    WITH asset_inputs WHERE size(asset_inputs) > 1
    UNWIND asset_inputs AS input
    MATCH (input)<-[:OF_INPUT]-(usage)
    WITH usage.project_id AS project_id, collect(usage) AS usages
    // a segment is in one project, so only usages of the same one may have it twice
    WITH CASE size(usages)
      WHEN 1 THEN reduce(total = 0, usage IN usages | total + COUNT { (usage)<-[:USES_NOW]-() })
      ELSE COUNT {
        UNWIND usages AS usage
        MATCH (usage)<-[:USES_NOW]-(segment)
        RETURN DISTINCT segment
      }
    END AS found
    RETURN sum(found) AS part
  }
  RETURN sum(part) AS stale_segment_count
}
