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
    // the set twice and expand into: an asset's notes with assets outside the set are never read
    WITH [asset IN assets WHERE $versions = 'exact' AND EXISTS { (asset)-[:COMPATIBLE_WITH]-() }] AS noted
    UNWIND range(0, size(noted) - 2) AS i
    UNWIND range(i + 1, size(noted) - 1) AS j
    WITH noted[i] AS one, noted[j] AS other
    MATCH (one)-[pair:COMPATIBLE_WITH]-(other)
    RETURN pair, true AS is_exact
    UNION ALL
    // pairs of the set's lines; a line with itself only when the set holds two of its versions
    WITH assets
    UNWIND CASE $versions WHEN 'line' THEN assets ELSE [] END AS asset
    MATCH (asset)-[:VERSION_OF]->(line:Line)
    WITH assets, line, count(asset) AS member_count
    WITH assets, collect(line) AS lines, collect(CASE WHEN member_count > 1 THEN line END) AS doubled
    UNWIND lines AS line
    MATCH (line)<-[:VERSION_OF]-(first:Listed)-[pair:COMPATIBLE_WITH]->(second:Listed)-[:VERSION_OF]->(other:Line)
    WHERE other IN lines AND (other <> line OR line IN doubled)
    RETURN pair, first IN assets AND second IN assets AS is_exact
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
