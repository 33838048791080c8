// acceptance._stale — the segments of each `usage` of a changed input that nobody accepted it for, as `segment`.

MATCH (usage)<-[:USES_NOW]-(segment)
// where nobody accepted it, which is nearly always, nothing of the segments is read
WITH segment, in_segments, in_scenes, in_projects,
     CASE WHEN in_scenes <> [] THEN segment.scene_id END AS scene_id,
     CASE WHEN in_projects <> [] THEN usage.project_id END AS project_id
WHERE NOT ({{acceptance._covers}})
