// schema.071_segments_are_made_from_inputs — in stores from before, what segments use now and what they used before said it apart; now one edge to the input does.
//
// access:  write
// params:  –
// returns: –
// rows:    none
// scans:   Segment, every one, when a store is brought up to date
// used by: service start, depgraph db start

MATCH (segment:Segment)
// an edge that leads to what is used now says nothing any more when it has been moved
WHERE EXISTS { (segment)-[former:USES_NOW|USED_BEFORE]->() WHERE former.number IS NOT NULL }
CALL (segment) {
  SET segment._lock = true
  REMOVE segment._lock
  WITH segment
  MATCH (segment)-[former:USES_NOW|USED_BEFORE]->(place)
  WHERE former.number IS NOT NULL
  // once, what was used before led to a usage as well
  OPTIONAL MATCH (input:Input {key: coalesce(place.input_key, place.key)}) WHERE input.key <> 'model:'
  FOREACH (found IN CASE WHEN input IS NULL THEN [] ELSE [input] END |
    CREATE (segment)-[made_from:MADE_FROM]->(found)
    SET made_from = CASE WHEN former.source_id IS NULL THEN {} ELSE properties(former) END)
  FOREACH (edge IN CASE type(former) WHEN 'USES_NOW' THEN [former] ELSE [] END | SET edge = {})
  FOREACH (edge IN CASE type(former) WHEN 'USES_NOW' THEN [] ELSE [former] END | DELETE edge)
} IN TRANSACTIONS OF 200 ROWS
