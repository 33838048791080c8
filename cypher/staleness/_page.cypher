// staleness._page — a page of the `stale` segments, each with the inputs that make it so beside what is current; and the `total`.

// a list is cut at places of 32 bits, an offset has more
WITH size(stale) AS total, CASE WHEN $offset < size(stale) THEN stale[$offset..$offset + $limit] ELSE [] END AS page
CALL (page) {
  UNWIND page AS segment
  MATCH (segment)-[:LATEST]->(receipt:Receipt)
  MATCH (scene:Scene {id: segment.scene_id})
  OPTIONAL MATCH (character:Character {id: scene.character_id})
  WITH segment, scene, character, receipt, {{staleness._reasons}} AS inputs
  ORDER BY segment.id
  RETURN collect({
    segment_id: segment.id, scene_id: scene.id, character_name: character.name, receipt_id: receipt.id, inputs: inputs
  }) AS items
}
