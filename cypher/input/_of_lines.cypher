// input._of_lines — the inputs that record versions of `lines`, or contents that those have.

UNWIND lines AS line
MATCH (line)<-[:VERSION_OF]-(:Asset)<-[:RECORDS]-(input:Input)
RETURN input
UNION
UNWIND lines AS line
MATCH (line)<-[:VERSION_OF]-(:Asset)-[:HAS_CONTENT]->(:Content)<-[:RECORDS]-(input:Input)
RETURN input
