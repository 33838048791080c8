// entity.lock — an entity, locked until the transaction ends, and how many others belong to it.
//
// access:  write
// params:  key
// returns: belonging
// rows:    maybe-one
// used by: DELETE /api/{kind}s/{id}

MATCH (entity:Entity {key: $key})
SET entity._lock = true
REMOVE entity._lock
WITH entity
// looked at again under the lock: whoever held it may have deleted the entity
WHERE EXISTS { (:Entity {key: $key}) }
// images and workflows may outlive their project
RETURN COUNT { (entity)<-[:IN_PROJECT]-(:Entity) } + COUNT { (entity)<-[:OF_CHARACTER]-() }
       + COUNT { (entity)<-[:OF_SCENE_TYPE]-() } + COUNT { (entity)<-[:IN_SCENE]-() } AS belonging
