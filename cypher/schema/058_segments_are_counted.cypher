// schema.058_segments_are_counted — segments of stores from before they were counted by project; later ones are when they are made.
//
// access:  write
// params:  –
// returns: –
// rows:    none
// scans:   Segment, Scene and Project, every one, when a store is brought up to date
// used by: service start, depgraph db start

MATCH (project:Project)<-[:IN_PROJECT]-(:Scene)<-[:IN_SCENE]-(segment:Segment)
WHERE NOT EXISTS { (segment)-[:COUNTED_IN]->(project) }
CALL (project, segment) {
  CREATE (segment)-[:COUNTED_IN]->(project)
} IN TRANSACTIONS OF 10000 ROWS
