// export.script_constraint — a kind's ids are unique: without it the MERGE of a node could make two.
//
// access:  script
// params:  –
// returns: –
// rows:    none
// used by: GET /api/export?format=cypher, depgraph export
//
// `{Label}` and `{constraint}` stand for names that the exporter puts in.

CREATE CONSTRAINT `{constraint}` IF NOT EXISTS
FOR (node:`{Label}`)
REQUIRE node.id IS UNIQUE
