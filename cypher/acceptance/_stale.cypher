// acceptance._stale — the segments of a `usage` of a changed input that nobody accepted it for, as `segment`.

CALL (usage, in_segments, in_scenes, in_projects) {
  WITH *, usage.project_id AS project_id
  MATCH (usage)<-[:USES_NOW]-(segment:Segment)
  WITH *, segment.scene_id AS scene_id
  WHERE NOT ({{acceptance._covers}})
  RETURN segment
}
