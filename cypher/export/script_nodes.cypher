// export.script_nodes — a batch of nodes of one kind; running it again changes nothing.
//
// access:  script
// params:  rows
// returns: –
// rows:    none
// used by: GET /api/export?format=cypher, depgraph export
//
// `{Label}` stands for a name that the exporter puts in, $rows for the batch as text.

UNWIND $rows AS row
MERGE (node:`{Label}` {id: row.id})
SET node += row.properties
