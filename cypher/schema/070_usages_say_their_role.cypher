// schema.070_usages_say_their_role — in stores from before, what segments were made from comes to say by which receipt, at which place, as what.
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
  MATCH (segment)-[used:USES_NOW|USED_BEFORE]->(place)
  WHERE used.source_id IS NOT NULL
  MATCH (receipt:Receipt {segment_id: segment.id, number: used.number})
  CALL (receipt, place) {
    MATCH (receipt)-[made_from:GENERATED_FROM]->()
    WHERE made_from.input_key = coalesce(place.input_key, place.key)
    RETURN made_from ORDER BY made_from.place LIMIT 1
  }
  SET used.receipt_id = receipt.id, used.place = made_from.place, used.role = made_from.role,
      used.weight = made_from.weight
} IN TRANSACTIONS OF 1000 ROWS
