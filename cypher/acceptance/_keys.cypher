// acceptance._keys — the keys of the inputs of `receipt` whose change is accepted where its segment is.

COLLECT {
  MATCH (receipt)-[made_from:GENERATED_FROM]->()
  MATCH (input:Input {key: made_from.input_key})
  WHERE input:Accepted
  WITH DISTINCT receipt, input
  {{acceptance._places}}
  MATCH (receipt)-[:OF_SEGMENT]->(segment:Segment)-[:IN_SCENE]->(scene:Scene)
  WITH input, places, project_ids, segment, scene, head([(scene)-[:IN_PROJECT]->(owner:Project) | owner.id]) AS project_id
  WHERE {{acceptance._covers}}
  RETURN input.key
}
