// compatibility.check — what is known to go wrong within a set of assets: notes on its pairs and on single ones.
//
// access:  read
// params:  asset_ids, include_info, versions
// returns: missing, warnings, asset_notes, totals
// rows:    one
// used by: POST /api/compatibility/check, saving scene types, templates and jobs

UNWIND $asset_ids AS asset_id
OPTIONAL MATCH (asset:Asset {id: asset_id})
WITH collect(CASE WHEN asset IS NULL THEN asset_id END) AS missing,
     // a tombstone is out of warnings
     collect(CASE WHEN asset:Listed THEN asset END) AS assets
CALL (assets) {
  CALL (assets) {
    // each asset's notes are read once, from the side that has fewer; those of the most noted one never
    UNWIND CASE $versions WHEN 'exact' THEN assets ELSE [] END AS asset
    WITH asset, COUNT { (asset)-[:COMPATIBLE_WITH]-() } AS degree
    ORDER BY degree
    WITH collect(CASE WHEN degree > 0 THEN asset END) AS noted
    UNWIND range(0, size(noted) - 2) AS i
    WITH noted[i] AS one, noted[i + 1..] AS others
    MATCH (one)-[pair:COMPATIBLE_WITH]-(other)
    WHERE other IN others
    RETURN pair, true AS is_exact
    UNION ALL
    // the same by lines; a line with itself only when the set holds two of its versions
    WITH assets
    UNWIND CASE $versions WHEN 'line' THEN assets ELSE [] END AS asset
    MATCH (asset)-[:VERSION_OF]->(line:Line)
    WITH assets, line, count(asset) > 1 AS doubled
    MATCH (line)<-[:VERSION_OF]-(version:Listed)
    WITH assets, line.name AS name, doubled, collect(version) AS versions,
         sum(COUNT { (version)-[:COMPATIBLE_WITH]-() }) AS degree
    ORDER BY degree
    WITH assets, collect(CASE WHEN degree > 0 THEN name END) AS names,
         collect(CASE WHEN degree > 0 THEN {versions: versions, doubled: doubled} END) AS lines
    UNWIND range(0, size(lines) - 1) AS i
    WITH assets, names[i] AS name, names[i + 1..] AS other_names, lines[i] AS line
    WHERE line.doubled OR size(other_names) > 0
    UNWIND line.versions AS one
    MATCH (one)-[pair:COMPATIBLE_WITH]-(other:Listed)
    WHERE other.name IN other_names OR (line.doubled AND other.name = name AND startNode(pair) = one)
    RETURN pair, one IN assets AND other IN assets AS is_exact
  }
  WITH pair, is_exact
  WHERE $include_info OR pair.severity <> 'info'
  MATCH (note:Note {id: pair.note_id})
  WITH note, pair, is_exact
  ORDER BY note.severity_rank, note.created_at DESC, note.id DESC
  RETURN collect({note: note, pair: pair, is_exact: is_exact}) AS found
}
CALL (assets) {
  UNWIND assets AS asset
  MATCH (note:Note)
  WHERE note.only_asset_id = asset.id AND note.severity_rank <= 1
  WITH note, asset
  ORDER BY note.severity_rank, note.created_at DESC, note.id DESC
  RETURN collect({note: note, asset_name: asset.name}) AS single
}
RETURN missing,
  COLLECT {
    UNWIND found[..500] AS row
    WITH row.note AS note, row.pair AS pair, row.is_exact AS is_exact
    RETURN {
      note: {{note._row}},
      asset_name: startNode(pair).name,
      related_asset_name: endNode(pair).name,
      match: CASE WHEN is_exact THEN 'exact' ELSE 'other_version' END
    } AS warning
  } AS warnings,
  COLLECT {
    UNWIND single[..500] AS row
    WITH row.note AS note, row.asset_name AS asset_name
    RETURN {note: {{note._row}}, asset_name: asset_name} AS asset_note
  } AS asset_notes,
  {warnings: size(found), asset_notes: size(single)} AS totals
