// impact._simulated — the change that is asked for: `replacements`, `removals`, and as `touched` each line with what is current in it now and after.

CALL () {
  UNWIND $change.replace AS asked
  OPTIONAL MATCH (:Asset {id: asked.asset_id})-[:VERSION_OF]->(line:Line)
  OPTIONAL MATCH (by_id:Asset {id: asked.by_asset_id})
  OPTIONAL MATCH (by_name:Asset {name: line.name, version: asked.by_version})
  RETURN collect({asked: asked, line: line, by: coalesce(by_id, by_name)}) AS replacements
}
CALL () {
  UNWIND $change.remove AS asset_id
  OPTIONAL MATCH (asset:Asset {id: asset_id})-[:VERSION_OF]->(line:Line)
  // as asset.lock has it: what receipts name leaves a tombstone
  WITH asset_id, line, asset, asset.status <> 'removed' AND NOT ({{asset._is_recorded}}) AS is_erased
  RETURN collect({asset_id: asset_id, line: line, asset: asset, is_erased: is_erased}) AS removals
}
WITH replacements, removals, [one IN removals WHERE one.asset IS NOT NULL | one.asset] AS removed
CALL (replacements, removals, removed) {
  UNWIND replacements + removals AS one
  WITH DISTINCT one.line AS line
  WHERE line IS NOT NULL
  WITH line, [one IN replacements WHERE one.line = line][0] AS replacement
  OPTIONAL MATCH (now:Asset {current_of: line.name})
  CALL (line, removed) {
    // as asset.succeed has it
    MATCH (line)<-[:VERSION_OF]-(left:Asset)
    WHERE left.status <> 'removed' AND NOT left IN removed
    WITH left ORDER BY left.version_number DESC LIMIT 1
    RETURN collect(left)[0] AS newest_left
  }
  WITH line, now, replacement,
       CASE WHEN replacement IS NOT NULL THEN replacement.by
            WHEN now IN removed THEN newest_left
            ELSE now END AS after
  ORDER BY line.name
  RETURN collect({
    line: line, name: line.name, now: now, after: after,
    version: coalesce(after.version, replacement.asked.by_version),
    is_unregistered: replacement IS NOT NULL AND after IS NULL,
    moves: replacement IS NOT NULL OR coalesce(now IN removed, false)
  }) AS touched
}
WITH replacements, removals, touched, removed,
     [one IN touched | one.name] AS names,
     [one IN touched WHERE one.after IS NOT NULL | one.after] AS afters,
     [one IN removals WHERE one.is_erased | one.asset] AS erased
