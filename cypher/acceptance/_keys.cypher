// acceptance._keys — of the compared `inputs` of a `segment` those that differ and are accepted where it is, by their keys.

COLLECT {
  // those alone that make a segment stale
  UNWIND [one IN inputs WHERE NOT one.verdict IN ['as_recorded', 'untracked', 'metadata_only']] AS one
  MATCH (input:Input {key: one.input_key})
  WHERE input:Accepted
  WITH DISTINCT segment, input
  {{acceptance._places}}
  MATCH (scene:Scene {id: segment.scene_id})
  WITH input, in_segments, in_scenes, in_projects, segment, scene.id AS scene_id, scene.project_id AS project_id
  WHERE {{acceptance._covers}}
  RETURN input.key
}
