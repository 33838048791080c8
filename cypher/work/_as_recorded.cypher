// work._as_recorded — whether using `input` now would be the same content again: a current version has it, and nothing that version was derived from has changed.

EXISTS {
  MATCH (input)-[:RECORDS]->(version:Version)
  WHERE version.current_of IS NOT NULL
    AND NOT EXISTS {
      MATCH (version)-[:DERIVED_FROM*1..20]->(origin:Version)
      // each origin once, however many ways lead to it
      WITH DISTINCT origin
      MATCH (current:Version {current_of: origin.work_key})
      WHERE current.content_hash <> origin.content_hash
      RETURN current
    }
  RETURN version
}
