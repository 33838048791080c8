// usage._segment_count — how many segments bear edges to `usages`, as `segment_total`: by degrees, where a project has one of them; else one segment `may_repeat`.

CALL (usages) {
  UNWIND usages AS usage
  WITH usage.project_id AS project_id, collect(DISTINCT usage) AS of_project
  // a segment is in one project, so only usages of the same one may have it twice
  WITH CASE size(of_project) WHEN 1 THEN of_project END AS alone, of_project
  CALL (alone) {
    WITH alone[0] AS usage
    RETURN CASE WHEN usage IS NULL THEN 0
      ELSE COUNT { (usage)<-[:USES_NOW]-() } + COUNT { (usage)<-[:USED_BEFORE]-() } END AS by_degree
  }
  CALL (alone, of_project) {
    UNWIND CASE WHEN alone IS NULL THEN of_project ELSE [] END AS usage
    MATCH (usage)<-[:USES_NOW|USED_BEFORE]-(segment)
    RETURN count(DISTINCT segment) AS by_walk
  }
  RETURN coalesce(sum(by_degree + by_walk), 0) AS segment_total, coalesce(max(size(of_project)), 0) > 1 AS may_repeat
}
