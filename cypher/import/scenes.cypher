// import.scenes — a folder's outputs of one scene type; a scene that is there stays where people put it.
//
// access:  write
// params:  rows, now
// returns: created
// rows:    one
// used by: depgraph import comfyui, POST /api/import/comfyui

UNWIND $rows AS row
MATCH (type:SceneType {id: row.scene_type_id})
MATCH (project:Project {id: row.project_id})
MERGE (scene:Scene {id: row.id})
ON CREATE SET scene:Entity, scene.kind = 'scene', scene.key = 'scene:' + row.id, scene.name = row.name,
              scene.scene_type_id = row.scene_type_id, scene.project_id = row.project_id,
              scene.active = true, scene.created_at = $now, scene.updated_at = $now, scene._new = true
WITH type, project, scene WHERE scene._new
REMOVE scene._new
CREATE (scene)-[:OF_SCENE_TYPE]->(type)
CREATE (scene)-[:ACTIVE_IN]->(type)
CREATE (scene)-[:IN_PROJECT]->(project)
RETURN count(*) AS created
