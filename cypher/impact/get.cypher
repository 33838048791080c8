// impact.get — what an update of this version touches: the first of each kind, and how many there are.
//
// access:  read
// params:  asset_id
// returns: asset_id, affected_scene_types, affected_active_scenes, affected_templates, affected_jobs, totals, stale_segment_count, dismissed
// rows:    maybe-one
// used by: GET /api/assets/{asset_id}/impact, depgraph impact

MATCH (asset:Asset {id: $asset_id})
{{impact._users}}
{{impact._stale_segment_count}}
WITH asset, scene_types, further_scenes, stale_segment_count,
     [user IN users WHERE user.kind = 'template' | user.node] AS templates,
     [user IN users WHERE user.kind = 'job' | user.node] AS jobs
RETURN asset.id AS asset_id,
  [scene_type IN scene_types[..50] | scene_type {
    .id, .name,
    scene_count: COUNT { (scene_type)<-[:OF_SCENE_TYPE]-() },
    active_scene_count: COUNT { (scene_type)<-[:ACTIVE_IN]-() },
    segment_count: COUNT { (scene_type)<-[:IN_SCENE_TYPE]-() }
  }] AS affected_scene_types,
  COLLECT {
    CALL (scene_types, further_scenes) {
      // one scene type after the other, and no further than the list is long
      UNWIND scene_types AS scene_type
      CALL (scene_type) {
        MATCH (active_scene:Scene)
        // an index holds these in their order
        WHERE active_scene.scene_type_id = scene_type.id AND active_scene.active = true AND active_scene.id > ''
        RETURN active_scene
        ORDER BY active_scene.scene_type_id, active_scene.active, active_scene.id LIMIT 50
      }
      RETURN active_scene AS scene
      UNION ALL
      UNWIND further_scenes AS scene
      RETURN scene
    }
    WITH scene LIMIT 50
    RETURN scene {.id, .name, .scene_type_id, .project_id} AS scene_row
  } AS affected_active_scenes,
  [template IN templates[..50] | template { .id, .name }] AS affected_templates,
  [job IN jobs[..50] | job { .id, .name, .status, active: {{job._active}} }] AS affected_jobs,
  {
    scene_types: size(scene_types),
    active_scenes: {{impact._active_scene_count}},
    templates: size(templates),
    jobs: size(jobs)
  } AS totals,
  stale_segment_count,
  head(COLLECT {
    // shown until the line has a further version, which moves its next number
    MATCH (dismissal:Dismissal)-[:DISMISSES]->(asset)-[:VERSION_OF]->(line:Line)
    WHERE dismissal.next_number = line.next_number
    RETURN dismissal { .by, .reason, at: dismissal.created_at } AS dismissal_row
    ORDER BY dismissal.created_at DESC, dismissal.id DESC LIMIT 1
  }) AS dismissed
