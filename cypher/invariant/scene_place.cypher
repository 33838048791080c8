// invariant.scene_place — scenes without exactly one scene type, or whose places or activity are not what they say.
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
     [(scene)-[:OF_CHARACTER]->(character:Character) | character.id] AS characters,
     [(scene)-[:IN_PROJECT]->(project:Project) | project.id] AS projects
WHERE types <> [coalesce(scene.scene_type_id, '')] OR active_in <> CASE WHEN scene.active THEN types ELSE [] END
   OR characters <> CASE WHEN scene.character_id IS NULL THEN [] ELSE [scene.character_id] END
   OR projects <> CASE WHEN scene.project_id IS NULL THEN [] ELSE [scene.project_id] END
RETURN 'a scene is not in one scene type, one project, or not where or as active as it says' AS what,
       scene.id AS subject_id,
       toString(size(types)) + ' types, active in ' + toString(size(active_in)) + ', '
         + toString(size(characters)) + ' characters, ' + toString(size(projects)) + ' projects' AS detail
LIMIT 100
