// graph._edge — an edge of a drawn graph between the keys `source` and `target`.

{
  id: CASE type(edge)
        WHEN 'USES' THEN edge.id
        WHEN 'COMPATIBLE_WITH' THEN edge.note_id
        ELSE type(edge) + ':' + source + '>' + target + coalesce('#' + edge.role, '')
      END,
  source: source, target: target, type: type(edge), role: edge.role, weight: edge.weight, severity: edge.severity
}
