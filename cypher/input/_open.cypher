// input._open — the inputs of new uses `fresh`, each with what it records and its labels, under the locks that decide of them.

CALL (fresh) {
  UNWIND fresh AS one
  WITH one.target AS asset, one.input_key AS input_key
  WHERE asset:Asset AND NOT EXISTS { (:Input {key: input_key}) }
  MATCH (asset)-[:VERSION_OF]->(line:Line)
  WITH DISTINCT line ORDER BY line.name
  // who moves this line comes before, and is seen, or after, and sees the new input
  SET line._lock = true
  REMOVE line._lock
  RETURN count(*) AS locked_lines
}
CALL (fresh) {
  UNWIND fresh AS one
  WITH DISTINCT one.hash AS hash, one.input_key AS input_key, one.target AS target
  WHERE hash IS NOT NULL AND (target:Asset OR target:Content) AND NOT EXISTS { (:Input {key: input_key}) }
  WITH DISTINCT hash ORDER BY hash
  MERGE (content:Content {hash: hash})
  // as well as who registers these bytes, under whatever name
  SET content._lock = true
  REMOVE content._lock
  RETURN count(*) AS locked_contents
}
CALL (fresh) {
  UNWIND fresh AS one
  WITH one.target AS content, one.input_key AS input_key
  WHERE content:Content AND NOT EXISTS { (:Input {key: input_key}) }
  // somebody registered these bytes while they were waited for: now that line decides
  MATCH (content)<-[:HAS_CONTENT|HAD_CONTENT]-(:Asset)-[:VERSION_OF]->(line:Line)
  WITH DISTINCT line ORDER BY line.name
  SET line._lock = true
  REMOVE line._lock
  RETURN count(*) AS locked_late
}
CALL (fresh) {
  UNWIND fresh AS one
  WITH one.input_key AS input_key, one.hash AS hash, one.target AS target, collect(one) AS users
  ORDER BY input_key
  MERGE (input:Input {key: input_key})
  ON CREATE SET input.hash = hash, input._new = true
  WITH input, hash, target, users, input._new IS NOT NULL AS is_new
  REMOVE input._new
  WITH *
  CALL (input, hash, target, is_new) {
    WITH * WHERE is_new
    MATCH (content:Content {hash: hash})
    CREATE (input)-[:RECORDS]->(content)
  }
  FOREACH (asset IN CASE WHEN is_new AND target:Asset THEN [target] ELSE [] END |
    CREATE (input)-[:RECORDS]->(asset))
  FOREACH (user IN users |
    FOREACH (usage IN user.usages |
      CREATE (usage)-[:OF_INPUT]->(input)
      FOREACH (project IN CASE WHEN user.project IS NULL THEN [] ELSE [user.project] END |
        CREATE (project)-[:HAS_IN_USE]->(input))))
  WITH input WHERE is_new
  RETURN collect(input) AS inputs
}
{{input._mark}}
