// acceptance._stale — the segments of each `usage` of a changed input that nobody accepted it for, as `segment`.

WITH *, in_segments + in_scenes + in_projects = [] AS is_unaccepted
MATCH (usage)<-[:USES_NOW]-(segment)
// as acceptance._covers says; but where nobody accepted it, which is nearly always, nothing of the segments is read
WHERE CASE WHEN is_unaccepted THEN true
  ELSE NOT (segment IN in_segments OR segment.scene_id IN in_scenes OR usage.project_id IN in_projects) END
