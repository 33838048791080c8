// acceptance._row — the one shape of an acceptance; `segment_ids` are those that are there still.

acceptance {
  .id, .project_id, .scene_id, .from_asset_id, .reason, .until, .created_at,
  segment_ids: CASE WHEN acceptance.is_for_segments THEN COLLECT {
    MATCH (acceptance)-[:FOR]->(segment:Segment)
    RETURN segment.id ORDER BY segment.id
  } END,
  inputs: COLLECT {
    MATCH (acceptance)-[accepts:ACCEPTS]->(input:Input)
    {{input._shown}}
    WITH shown, accepts.current = {{input._current}} AS in_force
    RETURN shown {.asset_id, .asset_name, .asset_type, .receipt_version, .current_version, in_force: in_force}
    ORDER BY shown.asset_name, shown.asset_id, shown.receipt_version
  }
}
