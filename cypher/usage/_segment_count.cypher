// usage._segment_count — how many segments were made from `inputs`, now or before, as `segment_total`: by degrees, and those of all but the largest one by one.

CALL (inputs) {
  UNWIND inputs AS input
  CALL (input) {
    OPTIONAL MATCH (input)<-[:OF_INPUT]-(usage)
    RETURN sum(COUNT { (usage)<-[:USES_NOW]-() }) AS now_count
  }
  WITH input, now_count + COUNT { (input)<-[:USED_BEFORE]-() } AS degree
  ORDER BY degree DESC, input.key
  WITH collect(input) AS by_size, coalesce(max(degree), 0) AS most
  CALL (by_size) {
    WITH by_size, by_size[0] AS largest
    UNWIND by_size[1..] AS input
    CALL (input) {
      MATCH (input)<-[:OF_INPUT]-(:Usage)<-[:USES_NOW]-(segment)
      RETURN segment
      UNION ALL
      MATCH (input)<-[:USED_BEFORE]-(segment)
      RETURN segment
    }
    WITH DISTINCT largest, segment
    WHERE NOT EXISTS { (segment)-[:USED_BEFORE]->(largest) }
      AND NOT EXISTS { (segment)-[:USES_NOW]->(:Usage)-[:OF_INPUT]->(largest) }
    RETURN count(segment) AS further
  }
  RETURN most + further AS segment_total, size(by_size) > 1 AS may_repeat
}
