// impact._stale_segment_count — segments whose latest receipt was made from this version, as `stale_segment_count`; by degrees, where a project has one usage of it.

CALL (asset) {
  {{input._of_asset}}
  WITH collect(DISTINCT input) AS asset_inputs
  WITH asset_inputs, size(asset_inputs) = 1 AS is_only
  CALL (asset_inputs, is_only) {
    // of one input a project has one usage
    WITH asset_inputs WHERE is_only
    UNWIND asset_inputs AS input
    MATCH (input)<-[:OF_INPUT]-(usage)
    RETURN COUNT { (usage)<-[:USES_NOW]-() } AS found
    UNION ALL
    WITH asset_inputs WHERE NOT is_only
    UNWIND asset_inputs AS input
    MATCH (input)<-[:OF_INPUT]-(usage)
    // a segment is in one project, so only usages of the same one may have it twice
    WITH usage.project_id AS project_id, collect(usage) AS usages
    WITH CASE size(usages)
      WHEN 1 THEN reduce(total = 0, usage IN usages | total + COUNT { (usage)<-[:USES_NOW]-() })
      ELSE COUNT {
        UNWIND usages AS usage
        MATCH (usage)<-[:USES_NOW]-(segment)
        RETURN DISTINCT segment
      }
    END AS found
    RETURN found
  }
  RETURN sum(found) AS stale_segment_count
}
