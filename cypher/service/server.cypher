// service.server — which Neo4j this is.
//
// access:  read
// params:  –
// returns: neo4j
// rows:    many
// used by: GET /api/version

CALL dbms.components() YIELD name, versions, edition
WITH name, versions, edition WHERE name = 'Neo4j Kernel'
RETURN head(versions) + ' ' + edition AS neo4j
