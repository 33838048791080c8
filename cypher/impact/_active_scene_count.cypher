// impact._active_scene_count — the active scenes of the scene types, by degrees, and those that no type leads to.

reduce(sum = size(further_scenes), scene_type IN scene_types | sum + COUNT { (scene_type)<-[:ACTIVE_IN]-() })
