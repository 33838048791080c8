// acceptance._stale — the segments of each `usage` of a changed input that nobody accepted it for, as `segment`.

MATCH (usage)<-[:USES_NOW]-(segment)
// where nobody accepted it, which is nearly always, nothing of the segments is read
WHERE in_segments + in_scenes + in_projects = []
   OR NOT (segment IN in_segments OR segment.scene_id IN in_scenes OR usage.project_id IN in_projects)
