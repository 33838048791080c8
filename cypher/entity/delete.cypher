// entity.delete — a locked entity goes, with its place and its dependencies; plain, so that Neo4j refuses what slipped in.
//
// access:  write
// params:  key
// returns: removed_dependencies, left_usages
// rows:    maybe-one
// used by: DELETE /api/{kind}s/{id}

MATCH (entity:Entity {key: $key})
WITH entity, [(entity)-[:USES_NOW]->(used:Usage) | used] AS usages
CALL (entity) {
  MATCH (entity)-[place:IN_PROJECT|OF_CHARACTER|OF_SCENE_TYPE|ACTIVE_IN|IN_SCENE|IN_SCENE_TYPE|LATEST|USES_NOW|MADE_FROM|COUNTED_IN|MADE_IN]->()
  DELETE place
}
CALL (entity) {
  MATCH (entity)<-[place:IN_PROJECT]-(work:Work)
  REMOVE work.project_id
  DELETE place
}
CALL (entity) {
  // nothing belongs to it any more, so nothing is counted by these either
  MATCH (entity)-[held:HAS_IN_USE]->(input:Input)
  MATCH (usage:Usage {key: entity.id + '|' + input.key})
  DELETE held
  DETACH DELETE usage
}
CALL (entity) {
  MATCH (entity)<-[accepted:FOR]-(:Acceptance)
  DELETE accepted
}
CALL (entity) {
  MATCH (entity)<-[:ACCEPTED_IN]-(acceptance:Acceptance)
  MATCH (acceptance)-[edge:FOR|ACCEPTS|ACCEPTED_IN]->()
  DELETE edge
  WITH DISTINCT acceptance
  DELETE acceptance
}
CALL (entity) {
  MATCH (entity)<-[made:OF_SEGMENT]-(:Receipt)
  DELETE made
}
CALL (entity) {
  MATCH (entity)-[uses:USES]->(asset:Asset)
  DELETE uses
  WITH asset, count(*) AS edge_count
  {{dependency._recount}}
  RETURN sum(edge_count) AS removed_dependencies
}
DELETE entity
RETURN removed_dependencies,
       [usage IN usages WHERE NOT EXISTS { (usage)<-[:USES_NOW]-() } | usage.key] AS left_usages
