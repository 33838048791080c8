// invariant.segment_place — segments without exactly one scene, the one that they name, or kept under another type than their scene's.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Segment, every one: the kept edge and the scene's are compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (segment:Segment)
WITH segment, [(segment)-[:IN_SCENE]->(scene:Scene) | scene.id] AS scenes,
     [(segment)-[:IN_SCENE]->(:Scene)-[:OF_SCENE_TYPE]->(type:SceneType) | type.id] AS types,
     [(segment)-[:IN_SCENE_TYPE]->(kept:SceneType) | kept.id] AS kept_types
WHERE size(scenes) <> 1 OR coalesce(scenes[0] <> segment.scene_id, true) OR types <> kept_types
RETURN 'a segment is not in one scene, names another, or not under that scene\'s type' AS what,
       segment.id AS subject_id,
       toString(size(scenes)) + ' scenes, names ' + coalesce(segment.scene_id, 'none') + ', types ' + toString(size(types)) + ', kept '
         + toString(size(kept_types)) AS detail
LIMIT 100
