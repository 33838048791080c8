// invariant.scene_project — scenes whose project was filled in from a character that is now in another.
//
// access:  read
// params:  –
// returns: what, subject_id, detail
// rows:    many
// scans:   Scene and Character, every one: the filled project and the character's are compared
// used by: depgraph doctor, the tests of races and crashes

MATCH (scene:Scene)-[:OF_CHARACTER]->(character:Character)-[:IN_PROJECT]->(project:Project)
WHERE NOT EXISTS { (scene)-[:IN_PROJECT]->() }
   OR EXISTS { (scene)-[filled:IN_PROJECT]->(other:Project) WHERE filled.source = 'character' AND other <> project }
RETURN 'the project of a scene is not the one of its character' AS what,
       scene.id AS subject_id,
       'the character is in ' + project.id AS detail
LIMIT 100
