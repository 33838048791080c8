// invariant.scene_place — scenes without exactly one scene type, or whose activity is not what they say.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Scene, every one: the kept edge and the property are compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (scene:Scene)
WITH scene, [(scene)-[:OF_SCENE_TYPE]->(type:SceneType) | type.id] AS types,
     [(scene)-[:ACTIVE_IN]->(type:SceneType) | type.id] AS active_in,
     COUNT { (scene)-[:OF_CHARACTER]->() } AS character_count,
     COUNT { (scene)-[:IN_PROJECT]->() } AS project_count
WHERE size(types) <> 1 OR active_in <> CASE WHEN scene.active THEN types ELSE [] END
   OR character_count > 1 OR project_count > 1
RETURN 'a scene is not in one scene type, one project, or not active where it says' AS what,
       scene.id AS subject_id,
       toString(size(types)) + ' types, active in ' + toString(size(active_in)) + ', '
         + toString(character_count) + ' characters, ' + toString(project_count) + ' projects' AS detail
LIMIT 100
