// impact._simulated_bearers — the scene types, scenes and templates in which the pair of `ways` would come together, as rows of `user`.

UNWIND ways AS way
WITH way, way.place.line AS line, way.new AS new, way.other AS other, way.beside AS beside
MATCH (line)<-[:VERSION_OF]-(old:Asset)<-[:USES]-(user:Entity)-[:USES]->(beside)
WHERE (way.place.moves OR old IN removed OR old = new) AND old <> beside AND user.kind <> 'job'
  AND NOT (EXISTS { (user)-[:USES]->(new) } AND EXISTS { (user)-[:USES]->(other) })
