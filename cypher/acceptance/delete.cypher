// acceptance.delete — what was accepted is stale again.
//
// access:  write
// params:  project_id, id
// returns: deleted
// rows:    maybe-one
// used by: DELETE /api/projects/{project_id}/accept-stale/{acceptance_id}

MATCH (acceptance:Acceptance {id: $id})
WHERE acceptance.project_id = $project_id
MATCH (acceptance)-[edge:FOR|ACCEPTS|ACCEPTED_IN]->()
DELETE edge
WITH DISTINCT acceptance
DELETE acceptance
RETURN true AS deleted
