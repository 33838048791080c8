// staleness._reasons — the inputs of `receipt` that have changed and that nobody accepted for its `segment`, each beside what is current.

COLLECT {
  MATCH (receipt)-[made_from:GENERATED_FROM]->(target)
  // the label says which are worth comparing
  MATCH (input:Input {key: made_from.input_key})
  WHERE input:Changed
  {{acceptance._places}}
  WITH made_from, target, in_segments, in_scenes, in_projects, scene.id AS scene_id, coalesce(scene.project_id, '') AS project_id
  WHERE NOT ({{acceptance._covers}})
  {{receipt._beside}}
  RETURN {{receipt._compared_row}} AS compared
  ORDER BY made_from.place
}
