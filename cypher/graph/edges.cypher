// graph.edges — the edges that begin at these nodes, with the names of both ends; none to what came after `until`.
//
// access:  read
// params:  asset_ids, entity_keys, until
// returns: edge_row, note_text, created_at, source_name, target_name
// rows:    many
// used by: GET /api/export, depgraph export

CALL () {
  UNWIND $asset_ids AS asset_id
  MATCH (:Asset {id: asset_id})-[edge:COMPATIBLE_WITH|PREVIOUS]->(:Asset)
  RETURN edge
  UNION ALL
  UNWIND $entity_keys AS entity_key
  MATCH (:Entity {key: entity_key})-[edge:USES|OF_SCENE_TYPE|IN_SCENE|OF_CHARACTER|IN_PROJECT]->()
  RETURN edge
}
WITH edge, startNode(edge) AS first, endNode(edge) AS second
WHERE first.created_at <= $until AND second.created_at <= $until
OPTIONAL MATCH (note:Note {id: edge.note_id})
WITH edge, note, first, second, first AS node
WITH edge, note, first, second, {{graph._key}} AS source, second AS node
WITH edge, note, first, second, source, {{graph._key}} AS target
RETURN {{graph._edge}} AS edge_row, note.note_text AS note_text,
  coalesce(edge.created_at, note.created_at) AS created_at,
  coalesce(first.name, first.id) AS source_name, coalesce(second.name, second.id) AS target_name
ORDER BY source, type(edge), target, edge.id, edge.note_id
