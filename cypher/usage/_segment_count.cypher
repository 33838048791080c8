// usage._segment_count — how many segments were made from `inputs`, as `segment_total`: by degree, and those of all but the largest one by one.

CALL (inputs) {
  UNWIND inputs AS input
  WITH input, COUNT { (input)<-[:MADE_FROM]-() } AS degree
  ORDER BY degree DESC, input.key
  WITH collect(input) AS by_size, coalesce(max(degree), 0) AS most
  CALL (by_size) {
    WITH by_size, by_size[0] AS largest
    UNWIND by_size[1..] AS input
    MATCH (input)<-[:MADE_FROM]-(segment)
    WITH DISTINCT largest, segment
    WHERE NOT EXISTS { (segment)-[:MADE_FROM]->(largest) }
    RETURN count(segment) AS further
  }
  RETURN most + further AS segment_total, size(by_size) > 1 AS may_repeat
}
