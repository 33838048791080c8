// acceptance._covers — whether the change is accepted for `segment`, its scene `scene_id` or the project `project_id`.

segment IN in_segments OR scene_id IN in_scenes OR project_id IN in_projects
