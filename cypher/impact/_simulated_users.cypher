// impact._simulated_users — how many use any version of the touched lines, by kind, and the first of each kind by id.

CALL (touched, names) {
  UNWIND touched AS one
  WITH one.line AS line
  MATCH (line)<-[:VERSION_OF]-(:Asset)<-[:USES]-(user)
  WITH DISTINCT user
  WITH user.kind AS kind,
       COUNT { (user)<-[:OF_SCENE_TYPE]-() } AS member_count,
       // a scene that uses them itself is not counted again with its scene type
       EXISTS { MATCH (user)-[:OF_SCENE_TYPE]->()-[:USES]->(used:Asset) WHERE used.name IN names } AS is_member
  RETURN count(CASE kind WHEN 'scene_type' THEN 1 END) AS scene_type_total,
         count(CASE WHEN kind = 'scene' AND NOT is_member THEN 1 END) + sum(member_count) AS scene_total,
         count(CASE kind WHEN 'template' THEN 1 END) AS template_total,
         count(CASE kind WHEN 'job' THEN 1 END) AS job_total
}
CALL (touched) {
  UNWIND ['scene_type', 'scene', 'template', 'job'] AS kind
  CALL (touched, kind) {
    UNWIND touched AS one
    WITH one.line AS line
    MATCH (line)<-[:VERSION_OF]-(:Asset)<-[:USES]-(user)
    WHERE user.kind = kind
    WITH DISTINCT user, user.id AS id ORDER BY id LIMIT 50
    RETURN collect(user) AS first
  }
  RETURN collect(first) AS first_by_kind
}
WITH *, first_by_kind[0] AS scene_types, first_by_kind[1] AS scenes,
     first_by_kind[2] AS templates, first_by_kind[3] AS jobs
CALL (scene_types, names) {
  UNWIND scene_types AS user
  {{impact._simulated_step}}
  RETURN collect(user {
    .id, .name,
    scene_count: COUNT { (user)<-[:OF_SCENE_TYPE]-() },
    active_scene_count: COUNT { (user)<-[:ACTIVE_IN]-() },
    segment_count: COUNT { (user)<-[:IN_SCENE_TYPE]-() },
    distance: 1, path: [step, user {.kind, .id, .name}]
  }) AS scene_type_items
}
