// regeneration.make_segments — a new segment beside each of these, to come in its stead; it counts nowhere until it has a receipt.
//
// access:  write
// params:  segments, now
// returns: made
// rows:    one
// used by: POST /api/projects/{project_id}/regenerate-stale

UNWIND $segments AS given
MATCH (old:Segment {id: given.segment_id})-[:IN_SCENE]->(scene:Scene)-[:OF_SCENE_TYPE]->(scene_type:SceneType)
CREATE (new:Segment:Entity:Uncounted {id: given.new_segment_id, key: 'segment:' + given.new_segment_id, kind: 'segment'})
SET new.name = old.name, new.scene_id = scene.id, new.sequence_index = old.sequence_index, new.created_at = $now, new.updated_at = $now
CREATE (new)-[:IN_SCENE]->(scene)
CREATE (new)-[:IN_SCENE_TYPE]->(scene_type)
CREATE (new)-[:REPLACES]->(old)
RETURN count(*) AS made
