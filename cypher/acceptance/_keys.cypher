// acceptance._keys — of the compared `inputs` of a `segment` those that are not as recorded and accepted where it is, by their keys.

COLLECT {
  UNWIND inputs AS one
  WITH one WHERE one.verdict <> 'as_recorded'
  MATCH (input:Input {key: one.input_key})
  WHERE input:Accepted
  WITH DISTINCT segment, input
  {{acceptance._places}}
  MATCH (segment)-[:IN_SCENE]->(scene:Scene)
  WITH input, places, project_ids, segment, scene, head([(scene)-[:IN_PROJECT]->(owner:Project) | owner.id]) AS project_id
  WHERE {{acceptance._covers}}
  RETURN input.key
}
