// asset._is_recorded — whether a receipt names `asset`: itself, or bytes that it has or had and that were registered after they were used.

EXISTS { (asset)<-[:GENERATED_FROM]-() }
OR EXISTS { (asset)-[:HAS_CONTENT|HAD_CONTENT]->(:Content)<-[:GENERATED_FROM]-() }
