// impact._simulated_step — the version of a touched line that `user` uses, as the first step of a path; of several the newest of the first line.

CALL (user, names) {
  MATCH (user)-[:USES]->(used:Asset)
  WHERE used.name IN names
  WITH used ORDER BY used.name, used.version_number DESC LIMIT 1
  RETURN used {kind: 'asset', .id, .name} AS step
}
