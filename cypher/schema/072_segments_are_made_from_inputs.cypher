// schema.072_segments_are_made_from_inputs — in stores from before, what segments use now and what they used before said it apart; now one edge to the input does.
//
// access:  write
// params:  –
// returns: –
// rows:    none
// scans:   Segment, every one, when a store is brought up to date
// used by: service start, depgraph db start

MATCH (segment:Segment)
CALL (segment) {
  SET segment._lock = true
  REMOVE segment._lock
  WITH segment
  MATCH (segment)-[former:USES_NOW|USED_BEFORE]->(place)
  // an edge that leads to a usage was moved when it says nothing any more
  WHERE type(former) = 'USED_BEFORE' OR former.number IS NOT NULL
  OPTIONAL MATCH (input:Input {key: coalesce(place.input_key, place.key)}) WHERE input.key <> 'model:'
  FOREACH (found IN CASE WHEN input IS NULL THEN [] ELSE [input] END |
    CREATE (segment)-[made_from:MADE_FROM]->(found)
    SET made_from = CASE WHEN former.source_id IS NULL THEN {} ELSE properties(former) END)
  FOREACH (_ IN CASE type(former) WHEN 'USES_NOW' THEN [1] ELSE [] END | SET former = {})
  FOREACH (_ IN CASE type(former) WHEN 'USES_NOW' THEN [] ELSE [1] END | DELETE former)
} IN TRANSACTIONS OF 1000 ROWS
