// impact._simulated_items — the first of the segments that would be stale, each with what makes it so and how it comes to use that line.

CALL (stale_by_project, changes) {
  UNWIND stale_by_project AS stale
  UNWIND stale AS found
  WITH found.segment AS segment, found.already_stale AS already_stale ORDER BY segment.id LIMIT 50
  MATCH (segment)-[:IN_SCENE]->(scene:Scene)
  CALL (segment, scene, changes) {
    MATCH (segment)-[:USES_NOW]->(usage:Usage)-[:OF_INPUT]->(input:Input)
    WITH usage.project_id AS project_id, [one IN changes WHERE one.input = input][0] AS one
    WHERE one.changed_after AND NOT ({{impact._is_accepted_after}})
    WITH one ORDER BY one.asset.name, one.asset.version_number DESC, one.input.key
    WITH collect(one) AS reasons
    RETURN size(reasons) AS reason_count, reasons[0] AS one, reasons[0].asset AS asset
  }
  {{impact._simulated_way}}
  WITH segment, already_stale, scene, reason_count, one, asset, way ORDER BY segment.id
  RETURN collect({
    segment_id: segment.id, scene_id: scene.id, already_stale: already_stale,
    distance: coalesce(size(way.steps), 0) + 1,
    path: [step IN [coalesce(way.used, asset)] | step {kind: 'asset', .id, .name}]
          + [step IN coalesce(way.steps, []) + [segment] | step {.kind, .id, .name}],
    kind: one.verdict, asset_id: asset.id, asset_name: asset.name, receipt_version: asset.version,
    new_version: one.new_version, reason_count: reason_count
  }) AS segment_items
}
