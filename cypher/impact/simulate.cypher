// impact.simulate — what would change if other versions became current, or versions were deleted; writes nothing.
//
// access:  read
// params:  change, now
// returns: replaced, removed, affected_scene_types, affected_scenes, affected_templates, affected_jobs, totals, segments, becomes_up_to_date, ends_acceptances, pair_warnings, generation_time_ms, measured_segments
// rows:    one
// used by: POST /api/impact/simulate

{{impact._simulated}}
// the rows of a sort hold all that was found before: the long lists come last
{{impact._simulated_warnings}}
{{impact._simulated_users}}
{{impact._simulated_scenes}}
{{impact._simulated_inputs}}
{{impact._simulated_segments}}
{{impact._simulated_items}}
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
  [template IN templates | template {.id, .name}] AS affected_templates,
  [job IN jobs | job {.id, .name, .status, active: {{job._active}}}] AS affected_jobs,
  {
    scene_types: scene_type_total, scenes: scene_total, templates: template_total, jobs: job_total,
    pair_warnings: warning_total
  } AS totals,
  {total: stale_total, already_stale: staying_total, accepted: accepted_total, items: segment_items} AS segments,
  {total: leaving_total, items: leaving_items} AS becomes_up_to_date,
  ends_acceptances,
  warning_items AS pair_warnings,
  CASE WHEN measured_segments > 0 THEN measured_ms END AS generation_time_ms,
  measured_segments
