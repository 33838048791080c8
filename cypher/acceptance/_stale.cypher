// acceptance._stale — the segments of a `usage` of a changed input that nobody accepted it for, as `segment`.

CALL (usage, places, project_ids) {
  WITH usage, places, project_ids WHERE places = [] AND project_ids = []
  MATCH (usage)<-[:USES_NOW]-(segment:Segment)
  RETURN segment
  UNION ALL
  WITH usage, places, project_ids, usage.project_id AS project_id WHERE places <> [] OR project_ids <> []
  MATCH (usage)<-[:USES_NOW]-(segment:Segment)-[:IN_SCENE]->(scene:Scene)
  WHERE NOT ({{acceptance._covers}})
  RETURN segment
}
