// impact._simulated_standing — the segments of one project that use the changed inputs of `parts`, each once: whether they are stale for these now, and after.

UNWIND parts AS part
WITH part.one AS one, part.usage AS usage
MATCH (usage)<-[:USES_NOW]-(segment)
WITH segment,
     max(one.changed_now AND NOT (segment IN one.accepted.segments_now OR project_id IN one.accepted.projects_now)) AS stale_now,
     max(one.changed_after AND NOT ({{impact._is_accepted_after}})) AS stale_after,
     max(one.changed_after) AS changed_after
