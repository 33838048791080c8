// load.segments — segments in their scenes and under their scene types.
//
// access:  write
// params:  rows
// returns: –
// rows:    none
// used by: python -m bench

UNWIND $rows AS row
MATCH (scene:Scene {id: row.scene_id})
MATCH (type:SceneType {id: row.scene_type_id})
CREATE (segment:Segment:Entity {
  kind: 'segment', id: row.id, key: 'segment:' + row.id, scene_id: row.scene_id, sequence_index: row.sequence_index,
  created_at: row.created_at, updated_at: row.created_at
})
CREATE (segment)-[:IN_SCENE]->(scene)
CREATE (segment)-[:IN_SCENE_TYPE]->(type)
WITH segment, scene
MATCH (scene)-[:IN_PROJECT]->(project:Project)
CREATE (segment)-[:COUNTED_IN]->(project)
