// work.place — a locked image or workflow comes into a locked project, out of the one it was in.
//
// access:  write
// params:  key, project_id
// returns: key
// rows:    maybe-one
// used by: POST /api/{source-images,derived-images,workflows}

MATCH (work:Work {key: $key})
WHERE work.project_id IS NULL OR work.project_id <> $project_id
OPTIONAL MATCH (work)-[former:IN_PROJECT]->(:Project)
DELETE former
WITH DISTINCT work
MATCH (project:Project {id: $project_id})
CREATE (work)-[:IN_PROJECT]->(project)
SET work.project_id = $project_id
RETURN work.key AS key
