// impact._simulated_items — the first of the segments that would be stale, each with what makes it so and how it comes to use that line.

CALL (staying, becoming, changes) {
  UNWIND [{segments: staying, already_stale: true}, {segments: becoming, already_stale: false}] AS part
  UNWIND part.segments AS segment
  WITH segment, part.already_stale AS already_stale ORDER BY segment.id LIMIT 50
  MATCH (segment)-[:IN_SCENE]->(scene:Scene)
  MATCH (segment)-[:USES_NOW]->(usage:Usage)-[:OF_INPUT]->(input:Input)
  WITH segment, already_stale, scene, usage.project_id AS project_id, [one IN changes WHERE one.input = input][0] AS one
  WHERE one.changed_after AND NOT ({{impact._is_accepted_after}})
  WITH segment, already_stale, scene, one ORDER BY one.asset.name, one.asset.version_number DESC, one.input.key
  WITH segment, already_stale, scene, collect(one) AS reasons
  WITH segment, already_stale, scene, size(reasons) AS reason_count, reasons[0] AS one, reasons[0].asset AS asset
  {{impact._simulated_way}}
  WITH segment, already_stale, scene, reason_count, one, asset, way ORDER BY segment.id
  RETURN collect({
    segment_id: segment.id, scene_id: scene.id, already_stale: already_stale,
    distance: coalesce(size(way.steps), 0) + 1,
    path: [asset_step IN [coalesce(way.used, asset)] | asset_step {kind: 'asset', .id, .name}]
          + [step IN coalesce(way.steps, []) + [segment] | step {.kind, .id, .name}],
    kind: one.verdict, asset_id: asset.id, asset_name: asset.name, receipt_version: asset.version,
    new_version: one.new_version, reason_count: reason_count
  }) AS segment_items
}
