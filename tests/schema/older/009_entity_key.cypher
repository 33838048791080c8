// schema.009_entity_key — kind and id name one entity.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT entity_key IF NOT EXISTS
FOR (entity:Entity)
REQUIRE entity.key IS UNIQUE
