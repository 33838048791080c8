// export.script_edges — a batch of edges of one type between nodes of two kinds; running it again changes nothing.
//
// access:  script
// params:  rows
// returns: –
// rows:    none
// used by: GET /api/export?format=cypher, depgraph export
//
// `{Source}`, `{TYPE}` and `{Target}` stand for names that the exporter puts in, $rows for the batch as text.

UNWIND $rows AS row
MATCH (source:`{Source}` {id: row.source})
MATCH (target:`{Target}` {id: row.target})
MERGE (source)-[edge:`{TYPE}` {id: row.id}]->(target)
SET edge += row.properties
