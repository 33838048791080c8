// receipt._compared — what a receipt was made from, each input beside what is current.

COLLECT {
  MATCH (receipt)-[made_from:GENERATED_FROM]->(target)
  {{receipt._beside}}
  RETURN {{receipt._compared_row}} AS compared
  ORDER BY made_from.place
}
