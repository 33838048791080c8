// input._of_lines — the inputs that record versions of `lines`, or contents that those have or had.

UNWIND lines AS line
MATCH (line)<-[:VERSION_OF]-(:Asset)<-[:RECORDS]-(input:Input)
RETURN input
UNION
UNWIND lines AS line
MATCH (line)<-[:VERSION_OF]-(:Asset)-[:HAS_CONTENT|HAD_CONTENT]->(:Content)<-[:RECORDS]-(input:Input)
RETURN input
