// schema.017_uses_id — a dependency is addressed by its id.
//
// access:  schema
// params:  –
// returns: –
// rows:    none
// used by: service start, depgraph db start

CREATE CONSTRAINT uses_id IF NOT EXISTS
FOR ()-[uses:USES]-()
REQUIRE uses.id IS UNIQUE
