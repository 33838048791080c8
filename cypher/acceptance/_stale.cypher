// acceptance._stale — the segments of a `usage` of a changed input that nobody accepted it for, as `segment`.

CALL (usage, in_segments, in_scenes, in_projects) {
  // where nobody accepted it, which is nearly always, nothing of the segments is read
  WITH usage, in_segments + in_scenes + in_projects AS accepted_in WHERE accepted_in = []
  MATCH (usage)<-[:USES_NOW]-(segment:Segment)
  RETURN segment
  UNION ALL
  WITH *, usage.project_id AS project_id WHERE in_segments + in_scenes + in_projects <> []
  MATCH (usage)<-[:USES_NOW]-(segment:Segment)
  WITH *, segment.scene_id AS scene_id
  WHERE NOT ({{acceptance._covers}})
  RETURN segment
}
