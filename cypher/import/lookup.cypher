// import.lookup — what the registry knows of the models that one file names.
//
// access:  read
// params:  rows
// returns: position, found, current, line_count
// rows:    many
// used by: POST /api/import/comfyui/file

UNWIND $rows AS row
WITH row, COLLECT {
  UNWIND row.names AS name
  MATCH (line:Line {name: name})
  // a model of another type has a line of its own, under its folder's name
  WHERE row.is_guessed OR line.asset_type = row.asset_type
  RETURN line ORDER BY line.asset_type <> row.asset_type, line.name
} AS lines
WITH row, lines, head(lines) AS line
OPTIONAL MATCH (exact:Asset {name: line.name, version: row.version})
OPTIONAL MATCH (current:Asset {current_of: line.name})
RETURN row.position AS position,
       exact { .id, .version, .placeholder, .status, is_current: exact.current_of IS NOT NULL } AS found,
       current { .id, .version, .placeholder } AS current,
       CASE WHEN line.asset_type = row.asset_type THEN 1 ELSE size(lines) END AS line_count
ORDER BY position
