// staleness._reasons — the inputs of `receipt` that have changed and that nobody accepted for its `segment`, each beside what is current.

COLLECT {
  MATCH (receipt)-[made_from:GENERATED_FROM]->(target)
  // the label says which are worth comparing
  MATCH (input:Input {key: made_from.input_key})
  WHERE input:Changed
  {{acceptance._places}}
  // as acceptance._covers has it; but where its scene is, is asked for only where that matters
  WITH made_from, target, in_segments, in_scenes, in_projects
  WHERE NOT segment IN in_segments AND NOT segment.scene_id IN in_scenes
    AND NOT (in_projects <> [] AND coalesce(head([(scene)-[:IN_PROJECT]->(owner:Project) | owner.id]), '') IN in_projects)
  {{receipt._beside}}
  RETURN {{receipt._compared_row}} AS compared
  ORDER BY made_from.place
}
