// impact._simulated_inputs — the inputs of the touched lines that differ from what is current, now or after the change, as `changes`.

CALL (touched, names, afters, removed, erased) {
  CALL (touched, names, afters, removed, erased) {
    UNWIND touched AS place
    WITH place, place.line AS line
    MATCH (line)<-[:VERSION_OF]-(asset:Asset)<-[:RECORDS]-(input:Input)
    RETURN input, asset, place
    UNION ALL
    {{impact._simulated_bytes}}
    RETURN input, asset, place
  }
  WITH input, asset, place, place.after AS current
  OPTIONAL MATCH (input)-[:RECORDS]->(recorded:Content)
  OPTIONAL MATCH (current)-[:HAS_CONTENT]->(content_now:Content)
  WITH input, asset, place, current, recorded, content_now, input.hash AS recorded_hash
  WITH input,
       // as input._current has it; what is not registered nobody can have accepted
       CASE WHEN place.is_unregistered THEN ['']
            ELSE [part IN [current.id + ' ' + coalesce(current.checksum_sha256, '')] WHERE part IS NOT NULL]
       END AS after,
       {asset: asset, new_version: place.version, verdict: CASE
         WHEN place.is_unregistered THEN 'new_version'  // with a content that nobody knows
         ELSE {{receipt._verdict}}
       END} AS found
  {{impact._simulated_acceptances}}
  WITH input, found, accepted, found.verdict IN ['new_version', 'content_changed'] AS changed_after
  WHERE input:Changed OR changed_after OR accepted.ending <> []
  RETURN collect({
    input: input, asset: found.asset, verdict: found.verdict, new_version: found.new_version,
    changed_now: input:Changed, changed_after: changed_after, accepted: accepted
  }) AS changes
}
