// graph._node — a node of a drawn graph, with what its kind has of these; `key` is its id, `distance` its steps from the centre.

node {
  id: key, kind: {{graph._kind}},
  name: coalesce(node.name, 'segment ' + toString(node.sequence_index), node.id),
  .asset_type, .version, .version_number, .status, .placeholder, .active, .sequence_index,
  .avg_rating, .dependency_count,
  is_current: CASE WHEN node:Asset THEN node.current_of IS NOT NULL END,
  distance: distance
}
