// impact._simulated_standing — the segments of one project that use the changed inputs of `parts`, each once: whether they are stale for these now, and after.

UNWIND parts AS part
WITH part.one AS one, part.usage AS usage
CALL (one, usage, project_id) {
  WITH one, usage WHERE NOT one.accepted.anywhere
  MATCH (usage)<-[:USES_NOW]-(segment)
  RETURN segment, one.changed_now AS is_stale_now, one.changed_after AS is_stale_after
  UNION ALL
  WITH one, usage, project_id WHERE one.accepted.anywhere
  MATCH (usage)<-[:USES_NOW]-(segment)-[:IN_SCENE]->(scene)
  RETURN segment,
         one.changed_now AND NOT ({{impact._is_accepted_now}}) AS is_stale_now,
         one.changed_after AND NOT ({{impact._is_accepted_after}}) AS is_stale_after
}
WITH segment, max(is_stale_now) AS stale_now, max(is_stale_after) AS stale_after, max(one.changed_after) AS changed_after
