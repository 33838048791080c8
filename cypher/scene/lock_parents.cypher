// scene.lock_parents — which of the parents that a scene names are there; those are locked.
//
// access:  write
// params:  project_id, character_id, scene_type_id
// returns: project, character, scene_type
// rows:    one
// used by: PUT /api/scenes/{id}

OPTIONAL MATCH (found_project:Project {id: $project_id})
OPTIONAL MATCH (found_character:Character {id: $character_id})
OPTIONAL MATCH (found_type:SceneType {id: $scene_type_id})
FOREACH (parent IN [found_project, found_character, found_type] |
  SET parent._lock = true
  REMOVE parent._lock)
WITH 1 AS locked
// looked at again under the locks: whoever held them may have deleted one
RETURN EXISTS { (:Project {id: $project_id}) } AS project,
       EXISTS { (:Character {id: $character_id}) } AS character,
       EXISTS { (:SceneType {id: $scene_type_id}) } AS scene_type
