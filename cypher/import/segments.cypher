// import.segments — outputs as segments of their scene; one that is there only takes its new place, if nobody moved it to another scene.
//
// access:  write
// params:  rows, now
// returns: created
// rows:    one
// used by: depgraph import comfyui, POST /api/import/comfyui

UNWIND $rows AS row
MATCH (scene:Scene {id: row.scene_id})-[:OF_SCENE_TYPE]->(type:SceneType)
SET scene._lock = true
REMOVE scene._lock
MERGE (segment:Segment {id: row.id})
ON CREATE SET segment:Entity, segment.kind = 'segment', segment.key = 'segment:' + row.id, segment.name = row.name,
              segment.scene_id = row.scene_id, segment.file_path = row.file_path, segment.prompt_digest = row.prompt_digest,
              segment.created_at = $now, segment.updated_at = $now, segment._new = true
FOREACH (_ IN CASE WHEN segment.scene_id = row.scene_id THEN [1] ELSE [] END |
  SET segment.sequence_index = row.sequence_index)
WITH scene, type, segment WHERE segment._new
REMOVE segment._new
CREATE (segment)-[:IN_SCENE]->(scene)
CREATE (segment)-[:IN_SCENE_TYPE]->(type)
FOREACH (project IN [(scene)-[:IN_PROJECT]->(found:Project) | found] | CREATE (segment)-[:COUNTED_IN]->(project))
RETURN count(*) AS created
