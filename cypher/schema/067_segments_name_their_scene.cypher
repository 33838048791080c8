// schema.067_segments_name_their_scene — segments of stores from before they named their scene; later ones do when they are placed.
//
// access:  write
// params:  –
// returns: –
// rows:    none
// scans:   Segment, every one, when a store is brought up to date
// used by: service start, depgraph db start

MATCH (segment:Segment)-[:IN_SCENE]->(scene:Scene)
WHERE segment.scene_id IS NULL
CALL (segment, scene) {
  SET segment.scene_id = scene.id
} IN TRANSACTIONS OF 10000 ROWS
