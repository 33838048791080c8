// impact.simulate — what would change if other versions became current, or versions were deleted; writes nothing.
//
// access:  read
// params:  replace, remove, now
// returns: replaced, removed, affected_scene_types, affected_scenes, affected_templates, affected_jobs, totals, segments, becomes_up_to_date, ends_acceptances, pair_warnings, generation_time_ms, measured_segments
// rows:    one
// used by: POST /api/impact/simulate

{{impact._simulated}}
{{impact._simulated_inputs}}
{{impact._simulated_segments}}
{{impact._simulated_items}}
{{impact._simulated_users}}
{{impact._simulated_scenes}}
{{impact._simulated_warnings}}
RETURN [one IN replacements | {
    asset_id: one.asked.asset_id, name: one.line.name, is_known: one.line IS NOT NULL,
    asked_by_id: one.asked.by_asset_id, by_asset_id: one.by.id, by_status: one.by.status,
    by_version: coalesce(one.by.version, one.asked.by_version),
    current_version: [place IN touched WHERE place.line = one.line][0].now.version
  }] AS replaced,
  [one IN removals | {
    asset_id: one.asset_id, name: one.line.name, is_known: one.line IS NOT NULL, version: one.asset.version,
    is_erased: one.is_erased,
    current: [place IN touched WHERE place.line = one.line | {
      current_version: place.now.version, new_version: place.version, new_asset_id: place.after.id
    }][0]
  }] AS removed,
  scene_type_items AS affected_scene_types,
  scene_items AS affected_scenes,
  [template IN templates[..50] | template {.id, .name}] AS affected_templates,
  [job IN jobs[..50] | job {.id, .name, .status, active: {{job._active}}}] AS affected_jobs,
  {
    scene_types: size(scene_types),
    scenes: scene_total,
    templates: size(templates), jobs: size(jobs), pair_warnings: size(warned)
  } AS totals,
  {
    total: size(staying) + size(becoming), already_stale: size(staying), accepted: accepted_after, items: segment_items
  } AS segments,
  {total: size(leaving), items: leaving_items} AS becomes_up_to_date,
  ends_acceptances,
  COLLECT {
    UNWIND warned[..50] AS row
    WITH row, row.note AS note, row.pair AS pair
    RETURN {
      note: {{note._row}},
      asset_name: startNode(pair).name, related_asset_name: endNode(pair).name, match: 'exact',
      users: [user IN row.users[..50] | user {.kind, .id, .name}], user_total: size(row.users)
    } AS warning
  } AS pair_warnings,
  CASE WHEN measured_segments > 0 THEN measured_ms END AS generation_time_ms,
  measured_segments
